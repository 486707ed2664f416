using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>What stands before a colon in a rule: other bars than those around it.</summary>
/// <param name="Symbol">Another symbol, upper case; null for the symbol around it.</param>
/// <param name="Interval">Another interval; null for the interval around it.</param>
public sealed record RuleScope(string? Symbol, Interval? Interval)
{
    /// <summary>As written before the colon, such as <c>SPY 1d</c>.</summary>
    public override string ToString() => Symbol is null ? $"{Interval}" : Interval is null ? Symbol : $"{Symbol} {Interval}";
}
