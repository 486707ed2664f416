namespace Trading.Quant.Indicators;

/// <summary>A number that an indicator is called with, such as the length of an average.</summary>
/// <param name="Name">What it is called in messages and, lower-case, by name in the rule language.</param>
/// <param name="Default">Value when it is left out.</param>
/// <param name="Minimum">Smallest value allowed.</param>
/// <param name="Maximum">Largest value allowed.</param>
/// <param name="IsWhole">True when only whole numbers are allowed.</param>
public sealed record IndicatorParameter(string Name, double Default, double Minimum, double Maximum, bool IsWhole)
{
    /// <summary>A number of bars, 1 to 10,000.</summary>
    public static IndicatorParameter Length(int @default) => Bars("length", @default);

    /// <summary>A number of bars of a given name, up to 10,000.</summary>
    public static IndicatorParameter Bars(string name, int @default, int minimum = 1) => new(name, @default, minimum, 10_000, IsWhole: true);

    /// <summary>A factor, 0 to 1,000.</summary>
    public static IndicatorParameter Factor(string name, double @default) => new(name, @default, 0, 1_000, IsWhole: false);

    /// <summary>True when a number may be used.</summary>
    public bool Allows(double value) => value >= Minimum && value <= Maximum && (!IsWhole || value == Math.Floor(value));

    /// <summary>What is expected, in words.</summary>
    public override string ToString() => $"{Name}: {(IsWhole ? "a whole number" : "a number")} from {Minimum:0.######} to {Maximum:0.######}";
}
