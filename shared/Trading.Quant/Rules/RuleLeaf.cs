using System.Globalization;

namespace Trading.Quant.Rules;

/// <summary>The numbers behind a comparison at a bar.</summary>
/// <param name="Subject">The number that is looked at, as in the rule, such as <c>rsi(14)</c>.</param>
/// <param name="Value">Its value; NaN while it is not defined.</param>
/// <param name="Needs">What it takes to hold, such as <c>&lt; 30</c> or <c>&gt; sma(50)</c>.</param>
/// <param name="Threshold">The value it is compared with; NaN while it is not defined, and where there is none.</param>
/// <param name="Truth">Whether it holds.</param>
/// <param name="IsLiteral">True when the threshold is written in the rule as a number.</param>
public sealed record RuleLeaf(string Subject, double Value, string Needs, double Threshold, RuleTruth Truth, bool IsLiteral)
{
    /// <summary>How far the value is from the threshold, in the value's unit, never negative: what is missing where it does not hold, and what is to spare where it does.</summary>
    public double Distance => Math.Abs(Value - Threshold);

    /// <summary>The distance in percent of the threshold's size; NaN where that is zero.</summary>
    public double DistancePercent => Threshold == 0 ? double.NaN : Distance / Math.Abs(Threshold) * 100;

    /// <summary>As a clause, such as <c>rsi(14) = 31.2, needs &lt; 30, off by 1.2 (4%)</c>.</summary>
    public override string ToString()
    {
        var value = double.IsNaN(Value) ? "not known" : Show(Value);
        var threshold = IsLiteral ? "" : double.IsNaN(Threshold) ? Truth == RuleTruth.Unknown ? " (not known)" : "" : $" = {Show(Threshold)}";
        var distance = double.IsNaN(Distance) || Truth == RuleTruth.Unknown ? ""
            : $"{(Truth == RuleTruth.Holds ? ", holds by " : ", off by ")}{Show(Distance)}{(double.IsNaN(DistancePercent) ? "" : $" ({Show(DistancePercent)}%)")}";
        return $"{Subject}{(Subject == value ? "" : $" = {value}")}, needs {Needs}{threshold}{distance}";
    }

    private static string Show(double value) => value.ToString(Math.Abs(value) >= 1 ? "0.####" : "0.########", CultureInfo.InvariantCulture);
}
