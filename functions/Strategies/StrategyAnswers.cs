using Trading.Application.Strategies;
using Trading.Domain.Strategies;

namespace Trading.Functions.Strategies;

internal sealed record SizingAnswer(SizingKind Kind, bool WholeUnits);

internal sealed record StrategyRulesAnswer(string Entry, string? Exit, SizingAnswer Sizing)
{
    public static StrategyRulesAnswer Of(StrategyRules rules) => new(rules.Entry, rules.Exit, new SizingAnswer(rules.Sizing.Kind, rules.Sizing.WholeUnits));
}

/// <summary>Rates are settings of a simulation, not money of the books: numbers.</summary>
internal sealed record CostsAnswer(double CommissionRate, double SlippageRate)
{
    public static CostsAnswer Of(TradingCosts costs) => new((double)costs.CommissionRate, (double)costs.SlippageRate);
}

internal sealed record StrategyAnswer(
    string Id, string Name, string Market, IReadOnlyList<string> Symbols, string Interval, StrategyRulesAnswer Strategy, CostsAnswer Costs, DateTime CreatedAt)
{
    public static StrategyAnswer Of(StoredStrategy stored) => new(
        stored.Id.Value, stored.Document.Name, stored.Document.Instrument.Market.Code, [stored.Document.Instrument.Symbol], stored.Document.Interval.Code,
        StrategyRulesAnswer.Of(stored.Document.Rules), CostsAnswer.Of(stored.Document.Costs), stored.CreatedAt.UtcDateTime);
}
