using Microsoft.Extensions.Logging;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Realtime;
using Trading.Application.Signals;
using Trading.Application.Telemetry;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Signals;
using Trading.Domain.Values;
using Trading.Quant.Backtests;

namespace Trading.Application.PaperTrading;

/// <summary>
/// One round of a deployment: bar by bar, first what works at the broker trades at the open, then the strategy sees the close.
/// The round ends at the first bar that made something happen, and then the cursor is stored: a round that is repeated after a crash
/// finds the same bars, makes the same ids and so changes nothing that was done. A signal leaves when the deployment is stored that waits for its order:
/// one that was stopped meanwhile never sends it.
/// </summary>
public sealed class AdvanceMarketHandler(
    IDeploymentRepository deployments,
    DeploymentRuns runs,
    PendingOrders pendingOrders,
    IBooks books,
    IPaperMarket market,
    IExecutionQueue executions,
    ISignalRepository signals,
    ISignalQueue signalQueue,
    IPush push,
    TimeProvider clock,
    ILogger<AdvanceMarketHandler> logger)
{
    /// <summary>Most bars of one round.</summary>
    public const int MaxBars = 1000;

    private const double RoundsPerSecond = 4;

    /// <summary>Goes one round.</summary>
    /// <param name="reference">Which deployment.</param>
    /// <param name="nudge">True after a wait that ran out.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ConcurrentChangeException">The deployment was changed meanwhile; a repeated round sees the change.</exception>
    public async Task<AdvanceStep> HandleAsync(DeploymentReference reference, bool nudge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        using var span = PaperTradingTelemetry.Source.StartActivity("advance market");
        span?.SetTag("deployment.id", reference.Deployment);
        var stored = await deployments.FindAsync(reference.ToUser(), reference.ToId(), cancellationToken);
        if (stored is null || stored.Deployment.HasEnded)
            return AdvanceStep.Of(AdvanceOutcome.Ended);

        var (deployment, mustWait) = await pendingOrders.ReviewAsync(stored.Deployment, nudge, cancellationToken);
        if (mustWait)
        {
            if (deployment.Pending.Count != stored.Deployment.Pending.Count)
                await SaveAsync(stored, deployment, cancellationToken);
            return AdvanceStep.Of(AdvanceOutcome.AwaitOrders);
        }

        if (deployment.Status is DeploymentStatus.Stopping)
        {
            // Nothing is open any more; what had to be cancelled was.
            runs.Drop(deployment.Id);
            await SaveAsync(stored, deployment with { Status = deployment.EndsAs }, cancellationToken);
            return AdvanceStep.Of(AdvanceOutcome.Ended);
        }

        var run = await runs.TakeAsync(deployment, cancellationToken);
        var round = new Round(deployment, await IsLongAsync(deployment, cancellationToken));
        var outcome = await GoAsync(round, run, cancellationToken);
        if (outcome is AdvanceOutcome.AwaitBars && deployment.Replay is not null)
        {
            round.Deployment = round.Deployment with { Status = DeploymentStatus.Stopping, EndsAs = DeploymentStatus.Completed };
            outcome = AdvanceOutcome.Continue;
        }

        if (round.Deployment != stored.Deployment)
            await SaveAsync(stored, round.Deployment, cancellationToken);
        // A message that is lost here is sent by a later round, which waits for its order in vain.
        if (round.Signal is { } raised)
            await signalQueue.SendAsync(new SignalMessage(raised.User.Value, raised.Account.Value, raised.Id.Value), cancellationToken);
        if (round.Deployment.Status is DeploymentStatus.Running)
            runs.Keep(deployment.Id, run);
        PaperTradingTelemetry.Bars.Add(round.Bars);
        await TellAsync(round, cancellationToken);
        var speed = deployment.Replay?.BarsPerSecond ?? 0;
        return new AdvanceStep(outcome.ToString(), speed > 0 ? round.Bars / speed : 0);
    }

    private async Task<AdvanceOutcome> GoAsync(Round round, DeploymentRun run, CancellationToken cancellationToken)
    {
        var speed = round.Deployment.Replay?.BarsPerSecond ?? 0;
        var limit = speed > 0 ? Math.Clamp((int)Math.Ceiling(speed / RoundsPerSecond), 1, MaxBars) : MaxBars;
        while (round.Bars < limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (run.Ahead.Count == 0)
                return AdvanceOutcome.AwaitBars;
            var bar = run.Ahead[0];
            if (round.Deployment.Opened != bar.Time && round.Deployment.Pending.Count > 0)
            {
                var traded = await TradeAtOpenAsync(round.Deployment, bar.Time, Price.FromMarket(bar.Open), cancellationToken);
                round.Deployment = traded with { Opened = bar.Time };
                if (traded.Pending.Exists(pending => pending.Reported))
                    return AdvanceOutcome.AwaitOrders;
            }

            var act = SignalDetector.Act(run.Feed(), round.IsLong);
            round.Bars++;
            round.Deployment = round.Deployment with
            {
                Cursor = bar.Time,
                Opened = null,
                Bars = round.Deployment.Bars + 1,
                LastClose = Price.FromMarket(bar.Close),
            };
            round.LastBar = bar;
            // One order at a time: while one rests, its fill decides whether the strategy is long.
            if (act is StrategySignals.None || round.Deployment.Pending.Count > 0)
                continue;
            round.Signal = await RaiseAsync(round.Deployment, act, bar.Time, cancellationToken);
            round.Deployment = round.Deployment with
            {
                Signals = round.Deployment.Signals + 1,
                Pending = round.Deployment.Pending.Add(new PendingOrder(round.Signal.Id, round.Signal.OrderId, Reported: false)),
            };
            return AdvanceOutcome.AwaitOrders;
        }

        return AdvanceOutcome.Continue;
    }

    private async Task<Deployment> TradeAtOpenAsync(Deployment deployment, DateTimeOffset barTime, Price open, CancellationToken cancellationToken)
    {
        var costs = new FillCosts(deployment.Strategy.Costs.CommissionRate, deployment.Strategy.Costs.SlippageRate);
        foreach (var pending in deployment.Pending)
        {
            var key = new OrderKey(deployment.User, deployment.Account, pending.Order);
            var reports = await market.TradeAtOpenAsync(key, barTime, open, costs, clock.GetUtcNow(), cancellationToken);
            foreach (var report in reports)
                await executions.SendAsync(report, cancellationToken);
            if (reports.Count > 0)
                deployment = deployment with { Pending = deployment.Pending.Replace(pending, pending with { Reported = true }) };
        }

        return deployment;
    }

    private async Task<Signal> RaiseAsync(Deployment deployment, StrategySignals act, DateTimeOffset barTime, CancellationToken cancellationToken)
    {
        var signal = new Signal(
            deployment.User,
            deployment.Id,
            deployment.Account,
            deployment.Strategy.Instrument,
            act is StrategySignals.Entry ? Side.Buy : Side.Sell,
            barTime,
            deployment.LastClose!.Value,
            clock.GetUtcNow())
        {
            Reason = act is StrategySignals.Entry ? deployment.Strategy.Rules.Entry : deployment.Strategy.Rules.Exit,
        };
        if (await signals.AddAsync(signal, cancellationToken))
        {
            SignalTelemetry.Raised.Add(1);
            logger.SignalRaised(deployment.Id.Value, signal.Id.Value, signal.Side, barTime);
        }

        return signal;
    }

    private async Task<bool> IsLongAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var stored = await books.FindAsync(deployment.User, deployment.Account, cancellationToken)
            ?? throw new InvalidOperationException($"Account {deployment.Account} has no books.");
        return stored.Books.PositionIn(deployment.Strategy.Instrument).Units > 0;
    }

    private async Task SaveAsync(StoredDeployment before, Deployment after, CancellationToken cancellationToken)
    {
        if (await deployments.TrySaveAsync(before, after with { UpdatedAt = clock.GetUtcNow() }, cancellationToken) is null)
            throw new ConcurrentChangeException($"Deployment {after.Id} was changed meanwhile.");
        if (!after.HasEnded)
            return;
        logger.DeploymentEnded(after.Id.Value, after.Status, after.Bars, after.Signals);
        await push.ToUserAsync(after.User, PushMessages.DeploymentChanged, DeploymentProgress.Of(after), cancellationToken);
    }

    private async Task TellAsync(Round round, CancellationToken cancellationToken)
    {
        var deployment = round.Deployment;
        if (round.LastBar is { } bar)
        {
            var instrument = deployment.Strategy.Instrument;
            var payload = new BarClosed(deployment.Id.Value, instrument.Market.Code, instrument.Symbol, deployment.Strategy.Interval.Code, bar);
            await push.ToUserAsync(deployment.User, PushMessages.BarClosed, payload, cancellationToken);
            await push.ToUserAsync(deployment.User, PushMessages.DeploymentChanged, DeploymentProgress.Of(deployment), cancellationToken);
        }

        if (round.Signal is { } signal)
        {
            await push.ToUserAsync(deployment.User, PushMessages.SignalRaised, SignalRaised.Of(signal), cancellationToken);
        }
    }

    /// <summary>What changes while a round goes on.</summary>
    private sealed class Round(Deployment deployment, bool isLong)
    {
        public Deployment Deployment { get; set; } = deployment;

        public bool IsLong { get; } = isLong;

        public int Bars { get; set; }

        public Trading.Domain.MarketData.Bar? LastBar { get; set; }

        public Signal? Signal { get; set; }
    }
}
