using Trading.Application.Backtests.Pins;
using Trading.Application.Strategies;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Functions.Strategies;

/// <summary>Numbers of a strategy and rates are settings of a simulation, not money of the books: numbers.</summary>
internal sealed record SizingAnswer(SizingKind Kind, bool WholeUnits, double Value, int Lookback, double MaxFraction);

internal sealed record LevelAnswer(double Value, bool IsAtr)
{
    public static LevelAnswer? Of(Level? level) => level is { } distance ? new LevelAnswer((double)distance.Value, distance.IsAtr) : null;
}

internal sealed record ExitsAnswer(LevelAnswer? Stop, LevelAnswer? TrailingStop, LevelAnswer? Target, int AtrLength, int? MaxBars);

internal sealed record RankingAnswer(string Expression, bool HighestFirst);

internal sealed record StrategyRulesAnswer(
    string Entry, string? Exit, SizingAnswer Sizing, string? ShortEntry, string? ShortExit, ExitsAnswer Exits, int MaxPositions, RankingAnswer? Ranking)
{
    public static StrategyRulesAnswer Of(StrategyRules rules)
    {
        var (sizing, exits) = (rules.Sizing, rules.Exits);
        return new StrategyRulesAnswer(
            rules.Entry, rules.Exit,
            new SizingAnswer(sizing.Kind, sizing.WholeUnits, (double)sizing.Value, sizing.Lookback, (double)sizing.MaxFraction),
            rules.ShortEntry, rules.ShortExit,
            new ExitsAnswer(LevelAnswer.Of(exits.Stop), LevelAnswer.Of(exits.TrailingStop), LevelAnswer.Of(exits.Target), exits.AtrLength, exits.MaxBars),
            rules.MaxPositions, rules.Ranking is { } ranking ? new RankingAnswer(ranking.Expression, ranking.HighestFirst) : null);
    }
}

internal sealed record MaintenanceMarginAnswer(double LongRate, double ShortRate);

internal sealed record CostsAnswer(
    double CommissionRate, double SlippageRate, double CommissionPerUnit, double CommissionMinimum, double? CommissionMaximum, double SpreadRate, double ImpactRate,
    double? MaxVolumeShare, double BorrowRate, double CashRate, double MarginRate, MaintenanceMarginAnswer? MaintenanceMargin,
    int LatencyMilliseconds)
{
    public static CostsAnswer Of(TradingCosts costs) => new(
        (double)costs.CommissionRate, (double)costs.SlippageRate, (double)costs.CommissionPerUnit, (double)costs.CommissionMinimum,
        (double?)costs.CommissionMaximum, (double)costs.SpreadRate, (double)costs.ImpactRate, (double?)costs.MaxVolumeShare, (double)costs.BorrowRate,
        (double)costs.CashRate, (double)costs.MarginRate,
        costs.MaintenanceMargin is { } margin ? new MaintenanceMarginAnswer((double)margin.LongRate, (double)margin.ShortRate) : null,
        costs.LatencyMilliseconds);
}

internal sealed record StrategyAnswer(
    string Id, string Name, string Market, IReadOnlyList<string> Symbols, string Interval, StrategyRulesAnswer Strategy, CostsAnswer Costs,
    Segment? Segment, IReadOnlyList<StrategyParameter> Parameters, string? Description, StrategyKind? Kind, int Version, bool IsActive, DateTime CreatedAt, DateTime ChangedAt,
    IReadOnlyList<StrategyCheck>? Checks = null)
{
    public static StrategyAnswer Of(StoredStrategy stored) => new(
        stored.Id.Value, stored.Document.Name, stored.Document.Instrument.Market.Code, [.. stored.Document.Universe.Select(instrument => instrument.Symbol)], stored.Document.Interval.Code,
        StrategyRulesAnswer.Of(stored.Document.Written), CostsAnswer.Of(stored.Document.Costs), stored.Document.Segment,
        stored.Document.Parameters, stored.Document.Description,
        stored.Document.Kind, stored.Version, stored.IsActive, stored.CreatedAt.UtcDateTime, stored.ChangedAt.UtcDateTime);
}

/// <summary>A version: the strategy as it could be sent.</summary>
internal sealed record StrategyVersionAnswer(int Version, DateTime At, string Hash, StrategyDocumentAnswer Document)
{
    public static StrategyVersionAnswer Of(StrategyRevision revision) =>
        new(revision.Version, revision.At.UtcDateTime, StrategyVersion.Of(revision.Document), StrategyDocumentAnswer.Of(revision.Document));
}

internal sealed record StrategyDocumentAnswer(
    string Name, string? Description, StrategyKind? Kind, string Market, IReadOnlyList<string> Symbols, string Interval, StrategyRulesAnswer Strategy,
    CostsAnswer Costs, Segment? Segment, IReadOnlyList<StrategyParameter> Parameters)
{
    public static StrategyDocumentAnswer Of(StrategyDocument document) => new(
        document.Name, document.Description, document.Kind, document.Instrument.Market.Code, [.. document.Universe.Select(instrument => instrument.Symbol)],
        document.Interval.Code, StrategyRulesAnswer.Of(document.Written), CostsAnswer.Of(document.Costs), document.Segment, document.Parameters);
}
