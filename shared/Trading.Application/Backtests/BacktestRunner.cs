using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;

namespace Trading.Application.Backtests;

/// <summary>Chooses the engine: from signal to signal where a strategy allows it, else the general one, which runs every strategy.</summary>
public static class BacktestRunner
{
    /// <summary>True when a request runs from signal to signal, so that its bars can be fed in pieces. Orders are judged by limits in the general engine alone.</summary>
    public static bool IsFast(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var strategy = request.Strategy;
        return request.Limits is null && strategy is { OtherInstruments.Count: 0, Segment: null } && FastBacktest.CanRun(strategy.Rules) && strategy.Costs.IsTwoRates;
    }

    /// <summary>The fast engine of a request, before its first bar.</summary>
    /// <exception cref="ArgumentException">The request needs the general engine: see <see cref="IsFast"/>.</exception>
    public static FastBacktest Fast(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var strategy = request.Strategy;
        // Here money leaves the books for estimation: decimal becomes double, to the nearest.
        return FastBacktest.Create(strategy.Rules, new BacktestSettings(
            (double)request.InitialCash, (double)strategy.Costs.CommissionRate, (double)strategy.Costs.SlippageRate,
            strategy.Rules.Sizing.WholeUnits, Annualisation.PeriodsPerYear(strategy.Interval)));
    }

    /// <summary>Runs a request on all its bars.</summary>
    /// <param name="request">What is tested.</param>
    /// <param name="data">Its bars.</param>
    /// <param name="cancellationToken">Ends a run in the general engine between two bars, one from signal to signal before it begins.</param>
    /// <exception cref="InvalidOperationException">A rule looks at bars that are not there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BacktestRun Run(BacktestRequest request, BacktestData data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(data);
        if (!IsFast(request))
            return General(request, data, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var engine = Fast(request);
        var bars = data.Traded[0];
        var equity = new double[bars.Count];
        engine.Run(bars, equity);
        return new BacktestRun(engine.Result, bars.Times.ToArray(), equity, engine.Trades);
    }

    /// <summary>An instrument as the general engine trades it for a strategy.</summary>
    internal static SimulatedInstrument Instrument(StrategyDocument strategy, InstrumentId instrument, BarSeries bars) => new(instrument, bars)
    {
        Lot = strategy.Lot,
        Segment = strategy.Segment,
    };

    /// <summary>A strategy's rules as the general engine runs them, with the other bars they look at.</summary>
    internal static RuleStrategy Rules(StrategyDocument strategy, BacktestData data)
    {
        var rules = RuleStrategy.Create(strategy.Rules, strategy.Interval);
        foreach (var other in data.Others)
            rules.Give(other.Key.Instrument.Symbol, other.Key.Interval, other.Bars);
        return rules;
    }

    private static BacktestRun General(BacktestRequest request, BacktestData data, CancellationToken cancellationToken)
    {
        var periodsPerYear = Annualisation.PeriodsPerYear(request.Strategy.Interval);
        var (run, rules) = Simulate(request, request.Limits, data, cancellationToken);
        return new BacktestRun(BacktestSummary.Of(run, rules, periodsPerYear), run.Times.ToArray(), run.Equity.ToArray(), run.Trades)
        {
            Denials = request.Limits is not { } limits ? null : BacktestDenials.Of(
                run, limits, left => Simulate(request, limits with { Protections = [.. limits.Protections.Where(one => one != left)] }, data, cancellationToken).Run.FinalEquity),
        };
    }

    private static (SimulationResult Run, RuleStrategy Rules) Simulate(
        BacktestRequest request, RiskLimits? limits, BacktestData data, CancellationToken cancellationToken)
    {
        var strategy = request.Strategy;
        var rules = Rules(strategy, data);
        var run = Simulation.Run(
            [.. strategy.Universe.Zip(data.Traded, (instrument, bars) => Instrument(strategy, instrument, bars))], rules,
            new SimulationSettings(request.InitialCash, strategy.Costs, Annualisation.PeriodsPerYear(strategy.Interval))
            {
                Interval = strategy.Interval,
                Limits = limits,
            },
            cancellationToken);
        return (run, rules);
    }
}
