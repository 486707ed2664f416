using System.Globalization;

namespace Trading.Quant.Search;

/// <summary>A value for each parameter of a strategy. Two sets are equal when their names and values are.</summary>
public sealed class ParameterSet : IEquatable<ParameterSet>
{
    /// <summary>A set of named values.</summary>
    /// <exception cref="ArgumentException">Not as many values as names.</exception>
    public ParameterSet(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        if (names.Count != values.Count)
            throw new ArgumentException($"{names.Count} names have {values.Count} values.", nameof(values));
        Names = names;
        Values = values;
    }

    /// <summary>Names of the parameters, as their space lists them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>One value for each name.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The value of a name, whatever its case.</summary>
    /// <exception cref="KeyNotFoundException">No such parameter.</exception>
    public double this[string name]
    {
        get
        {
            for (var i = 0; i < Names.Count; i++)
            {
                if (Names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                    return Values[i];
            }

            throw new KeyNotFoundException($"There is no parameter '{name}'; known are {string.Join(", ", Names)}.");
        }
    }

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other) => other is not null && Values.SequenceEqual(other.Values) && Names.SequenceEqual(other.Names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Such as <c>fast=10, slow=30</c>.</summary>
    public override string ToString() =>
        string.Join(", ", Names.Zip(Values, (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value:R}")));
}
