namespace Trading.Quant.Search;

/// <summary>All combinations of parameters that may be tried: a range for each, and what must hold between them.</summary>
public sealed class ParameterSpace
{
    private readonly string[] names;

    /// <summary>A space of ranges and constraints.</summary>
    /// <exception cref="ArgumentException">No range, or two of one name.</exception>
    public ParameterSpace(IReadOnlyList<ParameterRange> ranges, params IReadOnlyList<ParameterConstraint> constraints)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(constraints);
        names = [.. ranges.Select(range => range.Name)];
        if (names.Length == 0 || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
            throw new ArgumentException("A space needs one or more ranges, each with a name of its own.", nameof(ranges));
        Ranges = ranges;
        Constraints = constraints;
    }

    /// <summary>A space whose constraints are written as text, such as <c>fast &lt; slow</c>.</summary>
    /// <exception cref="ArgumentException">No range, or two of one name.</exception>
    /// <exception cref="FormatException">A constraint is not valid.</exception>
    public static ParameterSpace Of(IReadOnlyList<ParameterRange> ranges, params IReadOnlyList<string> constraints)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        string[] names = [.. ranges.Select(range => range.Name)];
        return new ParameterSpace(ranges, [.. constraints.Select(text => ParameterConstraint.Parse(text, names))]);
    }

    /// <summary>One range for each parameter.</summary>
    public IReadOnlyList<ParameterRange> Ranges { get; }

    /// <summary>What must hold between them.</summary>
    public IReadOnlyList<ParameterConstraint> Constraints { get; }

    /// <summary>Number of combinations before constraints; null when there is no end of them.</summary>
    public long? Size => Ranges.Aggregate((long?)1, (size, range) => size is { } known && range.Levels is { } levels ? checked(known * levels) : null);

    /// <summary>True when every constraint holds.</summary>
    public bool Allows(ParameterSet parameters) => Constraints.All(constraint => constraint.Holds(parameters));

    /// <summary>The combination at a place of the unit cube; it may break a constraint.</summary>
    /// <param name="units">One number from 0 to 1 for each range.</param>
    public ParameterSet FromUnits(ReadOnlySpan<double> units)
    {
        var values = new double[Ranges.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Ranges[i].FromUnit(units[i]);
        return new ParameterSet(names, values);
    }

    /// <summary>The place of a combination in the unit cube.</summary>
    public double[] ToUnits(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var units = new double[Ranges.Count];
        for (var i = 0; i < units.Length; i++)
            units[i] = Ranges[i].ToUnit(parameters.Values[i]);
        return units;
    }

    /// <summary>Every allowed combination, the last parameter moving fastest; not kept, so that a grid of any size takes no memory.</summary>
    /// <exception cref="InvalidOperationException">A range has no step.</exception>
    public IEnumerable<ParameterSet> Grid()
    {
        var size = Size ?? throw new InvalidOperationException("A range without a step has no grid.");
        for (long index = 0; index < size; index++)
        {
            var parameters = At(index);
            if (Allows(parameters))
                yield return parameters;
        }
    }

    private ParameterSet At(long index)
    {
        var values = new double[Ranges.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var levels = Ranges[i].Levels!.Value;
            values[i] = Ranges[i].At((int)(index % levels));
            index /= levels;
        }

        return new ParameterSet(names, values);
    }
}
