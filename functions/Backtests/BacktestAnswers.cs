using Trading.Application.Backtests;
using Trading.Application.Risk;
using Trading.Domain.Markets;
using Trading.Functions.Strategies;

namespace Trading.Functions.Backtests;

internal sealed record BacktestAnswer(
    string Id, string Name, BacktestStatus Status, double Progress, BacktestResultView? Result, string? Error, bool Synthetic, decimal InitialCash,
    string Market, IReadOnlyList<string> Symbols, string Interval, StrategyRulesAnswer Strategy, CostsAnswer Costs, Segment? Segment, string? StrategyId,
    int? StrategyVersion, RiskLimitsDocument? Limits, DateTime CreatedAt, DateTime? EndedAt)
{
    public static BacktestAnswer Of(Backtest backtest)
    {
        var strategy = backtest.Request.Strategy;
        return new BacktestAnswer(
            backtest.Id.Value, strategy.Name, backtest.Status, backtest.Progress, backtest.Result is { } result ? BacktestResultView.Of(result, backtest.Pins, backtest.Denials) : null,
            backtest.Error, backtest.IsSynthetic, backtest.Request.InitialCash, strategy.Instrument.Market.Code, [.. strategy.Universe.Select(instrument => instrument.Symbol)],
            strategy.Interval.Code, StrategyRulesAnswer.Of(strategy.Rules), CostsAnswer.Of(strategy.Costs), strategy.Segment, backtest.Source?.Strategy.Value,
            backtest.Source?.Version, backtest.Request.Limits is { } limits ? RiskLimitsDocument.Of(limits) : null, backtest.CreatedAt.UtcDateTime, backtest.EndedAt?.UtcDateTime);
    }
}

internal sealed record EquityPointAnswer(DateTime Time, double Equity, double Drawdown);

internal sealed record EquityAnswer(IReadOnlyList<EquityPointAnswer> Points, string? Continuation);

internal sealed record TradesAnswer(IReadOnlyList<BacktestTradeView> Trades);
