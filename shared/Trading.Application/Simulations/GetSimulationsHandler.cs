using Trading.Application.Backtests;
using Trading.Application.Backtests.Reports;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Signals;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;

namespace Trading.Application.Simulations;

/// <summary>Shows a user's simulations. What one came to is computed anew from its orders and the stored bars, so that it can't differ from them.</summary>
public sealed class GetSimulationsHandler(
    IDeploymentRepository deployments, GetDeploymentsHandler views, IOrderRepository orders, ISignalRepository signals, IBarStore bars)
{
    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<DeploymentView>> ListAsync(UserId user, CancellationToken cancellationToken) =>
        [.. (await views.ListAsync(user, cancellationToken)).Where(view => view.Replay is not null)];

    /// <summary>One of them; null when the user has no such simulation.</summary>
    public async Task<SimulationView?> FindAsync(UserId user, DeploymentId id, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(user, id, cancellationToken) is not { Replay: { } replay } view)
            return null;
        if (await RunAsync(user, id, cancellationToken) is { } done)
            return new SimulationView(view, Fraction(done.Deployment.Bars, done.Bars.Count), BacktestResultView.Of(done.Run.Result), done.Parity);
        var deployment = (await deployments.FindAsync(user, id, cancellationToken))!.Deployment;
        var ahead = await bars.LoadAsync(KeyOf(deployment), replay.From, replay.To, cancellationToken);
        return new SimulationView(view, Fraction(deployment.Bars, ahead.Count), null, null);
    }

    /// <summary>How far one of them is; null when the user has no such simulation.</summary>
    public async Task<DeploymentStatus?> StatusAsync(UserId user, DeploymentId id, CancellationToken cancellationToken) =>
        await views.FindAsync(user, id, cancellationToken) is { Replay: not null, Status: var status } ? status : null;

    /// <summary>What a simulation came to.</summary>
    /// <returns>Null when the user has no such simulation, it has not ended, or it ended before its first bar.</returns>
    public async Task<Simulation?> RunAsync(UserId user, DeploymentId id, CancellationToken cancellationToken)
    {
        if (await deployments.FindAsync(user, id, cancellationToken) is not { Deployment: { HasEnded: true, Replay: { } replay } deployment })
            return null;
        var key = KeyOf(deployment);
        var all = await bars.LoadAsync(key, replay.From, replay.To, cancellationToken);
        // Of the last bar it may have seen the open only.
        var gone = (deployment.Opened ?? deployment.Cursor) is { } last ? all.Slice(0, all.IndexAtOrAfter(last.AddTicks(1))) : BarSeries.Empty;
        if (gone.Count == 0)
            return null;
        List<Order> made = [];
        await foreach (var order in orders.ListAsync(user, deployment.Account, cancellationToken))
            made.Add(order);
        List<Signal> raised = [];
        await foreach (var signal in signals.ListAsync(user, deployment.Account, cancellationToken))
            raised.Add(signal);
        var run = SimulationRun.Of(deployment, gone, made);
        var expected = BacktestRunner.Run(RequestOf(deployment, replay), new BacktestData([all], []), cancellationToken);
        var isSynthetic = (await bars.FindAsync(key, cancellationToken))?.IsSynthetic ?? false;
        return new Simulation(deployment, gone, isSynthetic, run, Parity.Of(deployment, all, raised, made, run, expected));
    }

    /// <summary>The report of a simulation, of the same form as that of a back-test.</summary>
    public static BacktestReport Report(Simulation simulation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return ReportBuilder.Create(
            new ReportSource(
                RequestOf(simulation.Deployment, simulation.Deployment.Replay!), [simulation.Bars], simulation.Run.Times, simulation.Run.Equity,
                simulation.Run.Trades, simulation.IsSynthetic, Pins: null, Trials: null)
            {
                Remarks = [$"A simulation through the whole platform: {simulation.Parity}"],
            },
            cancellationToken);
    }

    private static BacktestRequest RequestOf(Deployment deployment, ReplayPlan replay) =>
        new(deployment.Strategy, deployment.InitialCash.Value, replay.From, replay.To);

    private static BarKey KeyOf(Deployment deployment) => new(deployment.Strategy.Instrument, deployment.Strategy.Interval);

    private static double Fraction(int done, int all) => all == 0 ? 0 : Math.Clamp((double)done / all, 0, 1);
}
