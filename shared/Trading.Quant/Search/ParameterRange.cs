namespace Trading.Quant.Search;

/// <summary>The values that one parameter may take. Searches see it as the unit interval, on which equal lengths are equally worth trying.</summary>
public abstract record ParameterRange
{
    private protected ParameterRange(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The parameter.</summary>
    public string Name { get; }

    /// <summary>Number of different values; null when there is no end of them.</summary>
    public abstract int? Levels { get; }

    /// <summary>True when the values have no order, so that none is near another.</summary>
    public abstract bool IsUnordered { get; }

    /// <summary>A value by its position, 0 to <see cref="Levels"/> - 1.</summary>
    /// <exception cref="InvalidOperationException">There is no end of values.</exception>
    public abstract double At(int level);

    /// <summary>The value at a place of the unit interval.</summary>
    /// <param name="unit">From 0 to 1.</param>
    public abstract double FromUnit(double unit);

    /// <summary>The place of a value on the unit interval; <see cref="FromUnit"/> leads back to it.</summary>
    public abstract double ToUnit(double value);

    /// <summary>Whole numbers from one to another, both included where the step meets the last.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="from">Smallest value.</param>
    /// <param name="to">Largest value.</param>
    /// <param name="step">Distance of neighbours, 1 or more.</param>
    /// <param name="isLogarithmic">True when a search tries equal ratios equally often, rather than equal distances.</param>
    public static ParameterRange Whole(string name, int from, int to, int step = 1, bool isLogarithmic = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return new NumberRange(name, from, to, step, isLogarithmic);
    }

    /// <summary>Numbers from one to another.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="from">Smallest value.</param>
    /// <param name="to">Largest value.</param>
    /// <param name="step">Distance of neighbours; 0 for every number between.</param>
    /// <param name="isLogarithmic">True when a search tries equal ratios equally often, rather than equal distances.</param>
    public static ParameterRange Real(string name, double from, double to, double step = 0, bool isLogarithmic = false) =>
        new NumberRange(name, from, to, step, isLogarithmic);

    /// <summary>Values without an order, such as the number of a variant.</summary>
    public static ParameterRange Choice(string name, params IReadOnlyList<double> values) => new ChoiceRange(name, values);
}

/// <summary>Numbers from one to another.</summary>
public sealed record NumberRange : ParameterRange
{
    internal NumberRange(string name, double from, double to, double step, bool isLogarithmic)
        : base(name)
    {
        if (!(double.IsFinite(from) && double.IsFinite(to) && from <= to))
            throw new ArgumentException($"The range of '{name}' runs from {from} to {to}; expected finite ends that ascend.", nameof(to));
        if (!(step == 0 || (step > 0 && (to - from) / step < int.MaxValue - 1)))
            throw new ArgumentException($"The step of '{name}' is {step}; expected 0 or a step that gives a countable grid.", nameof(step));
        if (isLogarithmic && from <= 0)
            throw new ArgumentException($"The range of '{name}' is logarithmic and begins at {from}; expected a beginning above 0.", nameof(from));
        (From, To, Step, IsLogarithmic) = (from, to, step, isLogarithmic);
    }

    /// <summary>Smallest value.</summary>
    public double From { get; }

    /// <summary>Largest value.</summary>
    public double To { get; }

    /// <summary>Distance of neighbours; 0 for every number between.</summary>
    public double Step { get; }

    /// <summary>True when a search tries equal ratios equally often.</summary>
    public bool IsLogarithmic { get; }

    /// <inheritdoc/>
    /// <remarks>A hair is added before rounding down: (0.3 - 0.1) / 0.1 is a little less than 2.</remarks>
    public override int? Levels => Step == 0 ? null : (int)Math.Floor(((To - From) / Step) + 1e-9) + 1;

    /// <inheritdoc/>
    public override bool IsUnordered => false;

    /// <inheritdoc/>
    public override double At(int level)
    {
        if (Levels is not { } levels)
            throw new InvalidOperationException($"The range of '{Name}' has no step, so its values cannot be counted.");
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, levels);
        return From + (level * Step);
    }

    /// <inheritdoc/>
    public override double FromUnit(double unit)
    {
        unit = Math.Clamp(unit, 0, 1);
        if (Levels is not { } levels)
            return Math.Clamp(IsLogarithmic ? From * Math.Exp(unit * Math.Log(To / From)) : From + (unit * (To - From)), From, To);
        var level = IsLogarithmic
            ? Math.Round(((From * Math.Exp(unit * Math.Log(To / From))) - From) / Step)
            : Math.Floor(unit * levels);
        return At((int)Math.Min(level, levels - 1));
    }

    /// <inheritdoc/>
    public override double ToUnit(double value)
    {
        if (From == To)
            return 0.5;
        if (IsLogarithmic)
            return Math.Clamp(Math.Log(value / From) / Math.Log(To / From), 0, 1);
        return Math.Clamp(Levels is { } levels ? (Math.Round((value - From) / Step) + 0.5) / levels : (value - From) / (To - From), 0, 1);
    }
}

/// <summary>Values without an order.</summary>
public sealed record ChoiceRange : ParameterRange
{
    internal ChoiceRange(string name, IReadOnlyList<double> values)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 || values.Distinct().Count() != values.Count)
            throw new ArgumentException($"The values of '{name}' must be one or more, each once.", nameof(values));
        Values = values;
    }

    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <inheritdoc/>
    public override int? Levels => Values.Count;

    /// <inheritdoc/>
    public override bool IsUnordered => true;

    /// <inheritdoc/>
    public override double At(int level) => Values[level];

    /// <inheritdoc/>
    public override double FromUnit(double unit) => Values[(int)Math.Min(Math.Floor(Math.Clamp(unit, 0, 1) * Values.Count), Values.Count - 1)];

    /// <inheritdoc/>
    public override double ToUnit(double value)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Values[i] == value)
                return (i + 0.5) / Values.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"'{Name}' has no such choice.");
    }
}
