using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Accounts;
using Trading.Application.ExchangeRates;
using Trading.Application.Exits;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Portfolio;
using Trading.Application.Realtime;
using Trading.Application.Reconciliation;
using Trading.Application.Risk;
using Trading.Application.Signals;
using Trading.Application.Simulations;
using Trading.Application.Strategies;
using Trading.Application.Tests.Exits;
using Trading.Application.Tests.Portfolio;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Domain.Values;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>
/// The use cases with everything in memory: two queues that deliver at least once in any order, and orchestrations whose steps are
/// repeated until they come through. One thread; what happens next is chosen by the seed.
/// </summary>
internal sealed class Bench : ISignalQueue, IExecutionQueue, IOrderQueue, IFlatteningWorkflows, IPush
{
    public static readonly UserId User = new("owner");

    private readonly Crash crash;
    private readonly List<Item> ready = [];
    private readonly List<Item> waiting = [];
    private readonly HashSet<string> running = [];
    private readonly bool hostile;

    public Bench(Crash? crash = null)
    {
        this.crash = crash ?? Crash.Never;
        hostile = crash is not null;
        Guards = new MemoryGuards(this.crash);
        Stores = new MemoryStores(this.crash);
        Desk = new MemoryDesk(this.crash);
        Services = new ServiceCollection()
            .AddLogging()
            .AddAccountUseCases().AddSingleton<LatestPrices>().AddOrdersUseCases().AddExitsUseCases().AddGuardUseCases().AddRiskUseCases().AddLedgerUseCases().AddSignalsUseCases().AddPaperTradingUseCases().AddSimulationUseCases().AddExchangeRatesUseCases().AddSingleton<IExchangeRates>(Rates).AddPortfolioUseCases().AddReconciliationUseCases()
            .AddSingleton<IProposedBookings>(Desk).AddSingleton<IReconciliationRepository>(Desk)
            .AddSingleton<IOrderRepository>(Stores).AddSingleton<IFlatteningRepository>(Stores).AddSingleton<IBooks>(Stores).AddSingleton<ISignalRepository>(Stores)
            .AddSingleton<IDeploymentRepository>(Stores).AddSingleton<IRiskSettingsRepository>(Stores).AddSingleton<IPaperMemory>(Stores).AddSingleton<IAccountRepository>(Stores)
            .AddSingleton<IBarStore>(Stores).AddSingleton<IOrderBooks>(Stores).AddSingleton<IGuardRepository>(Guards).AddSingleton<IStrategyRepository>(Stores).AddSingleton<ISignalQueue>(this).AddSingleton<IExecutionQueue>(this).AddSingleton<IOrderQueue>(this).AddSingleton<IPush>(this)
            .AddSingleton(new SystemLimits(new Dictionary<string, Money> { ["USD"] = new(100_000_000), ["KRW"] = new(100_000_000_000) })).AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
    }

    public MemoryStores Stores { get; }

    public MemoryGuards Guards { get; }

    public MemoryDesk Desk { get; }

    public MemoryRates Rates { get; } = new();

    public ServiceProvider Services { get; }

    public List<string> Pushed { get; } = [];

    public int Steps { get; private set; }

    /// <summary>Called after each step with its number.</summary>
    public Func<int, Task> AfterStep { get; set; } = _ => Task.CompletedTask;

    public async Task StartAsync(DeploymentDraft draft)
    {
        var start = Services.GetRequiredService<StartDeploymentHandler>();
        var result = await UntilItComesThroughAsync(
            () => start.HandleAsync(User, new DeploymentId("deployment-1"), draft, this, CancellationToken.None));
        Assert.True(result.TryGet(out _, out var errors), errors?.ToString());
    }

    /// <summary>Lets everything happen that can, until everybody waits and another look moves nobody.</summary>
    public async Task RunAsync(int limit = 200_000)
    {
        var looks = 0;
        while (true)
        {
            if (ready.Count == 0)
            {
                // Waits that ran out: a lost event is found by looking.
                if (!hostile || waiting.Count == 0 || ++looks > 20)
                    return;
                foreach (var item in waiting.ToList())
                    Ready(item, nudge: true);
            }

            if (++Steps > limit)
                throw new InvalidOperationException($"Still at work after {limit} steps.");
            if (await StepAsync())
                looks = 0;
            await AfterStep(Steps);
        }
    }

    // True when something came to an end or went on; false when it went to wait, or has to be repeated.
    private async Task<bool> StepAsync()
    {
        var next = hostile ? crash.Next(ready.Count) : 0;
        var item = ready[next];
        ready.RemoveAt(next);
        try
        {
            var outcome = await item.Step(item.Nudge);
            item.Nudge = false;
            if (outcome is Outcome.Again)
                ready.Add(item);
            else if (outcome is Outcome.Wait)
                // An event that came meanwhile is not lost on who was busy.
                (item.Missed ? ready : waiting).Add(item);
            else
                running.Remove(item.Instance);
            item.Missed = false;
            return outcome is not Outcome.Wait;
        }
        catch (Exception failure) when (failure is CrashException or ConcurrentChangeException)
        {
            ready.Add(item);
            return false;
        }
    }

    public Deployment Deployment(string id = "deployment-1") => Stores.Deployments[new DeploymentId(id)].Deployment;

    Task ISignalQueue.SendAsync(SignalMessage signal, CancellationToken cancellationToken) =>
        Deliver(() => Services.GetRequiredService<ExecuteSignalHandler>().HandleAsync(signal, this, CancellationToken.None));

    Task IExecutionQueue.SendAsync(ExecutionMessage report, CancellationToken cancellationToken) =>
        Deliver(() => Services.GetRequiredService<RecordExecutionHandler>().HandleAsync(report, this, CancellationToken.None));

    Task IOrderQueue.SendAsync(OrderReference order, ExecutionHost host, CancellationToken cancellationToken) => Deliver(async () =>
    {
        await Services.GetRequiredService<SubmitOrderHandler>().HandleAsync(order.ToKey(), CancellationToken.None);
        await ((IOrderWorkflows)this).WakeOrderAsync(order.Order, CancellationToken.None);
    });

    Task IOrderWorkflows.EnsureRunningAsync(OrderReference order, CancellationToken cancellationToken) =>
        Run(order.Order, new OrderLife(this, order).StepAsync);

    Task IFlatteningWorkflows.EnsureRunningAsync(FlatteningReference flattening, CancellationToken cancellationToken) => Run(flattening.Flattening, async _ =>
        await Services.GetRequiredService<FlattenHandler>().HandleAsync(flattening, this, CancellationToken.None) ? Outcome.Done : Outcome.Wait);

    Task IOrderWorkflows.WakeFlatteningAsync(string flattening, CancellationToken cancellationToken) => Wake(flattening);

    Task IOrderWorkflows.WakeOrderAsync(string order, CancellationToken cancellationToken) => Wake(order);

    Task IOrderWorkflows.WakeDeploymentAsync(string deployment, CancellationToken cancellationToken) => Wake(deployment);

    Task IDeploymentWorkflows.WakeDeploymentAsync(string deployment, CancellationToken cancellationToken) => Wake(deployment);

    Task IDeploymentWorkflows.EnsureRunningAsync(DeploymentReference deployment, CancellationToken cancellationToken) =>
        Run(deployment.Deployment, nudge => AdvanceAsync(deployment, nudge));

    public Task ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken)
    {
        Pushed.Add(message);
        return Task.CompletedTask;
    }

    /// <summary>Ends an orchestration that has not come to its end, as a history that a newer version can't go on with does.</summary>
    public void Abandon(string instance)
    {
        Assert.True(running.Remove(instance), $"{instance} does not run.");
        ready.RemoveAll(item => item.Instance == instance);
        waiting.RemoveAll(item => item.Instance == instance);
    }

    public bool Runs(string instance) => running.Contains(instance);

    private Task Run(string instance, Func<bool, Task<Outcome>> step) => crash.Around(() =>
    {
        if (running.Add(instance))
            ready.Add(new Item(instance, step));
        return Task.CompletedTask;
    });

    private Task Deliver(Func<Task> handle) => crash.Around(() =>
    {
        async Task<Outcome> Once(bool nudge)
        {
            await handle();
            return Outcome.Done;
        }

        ready.Add(new Item("message", Once));
        if (hostile && crash.Next(4) == 0)
            ready.Add(new Item("message", Once));
        return Task.CompletedTask;
    });

    private Task Wake(string instance) => crash.Around(() =>
    {
        // In a hostile world an event now and then finds nobody.
        if (hostile && crash.Next(10) == 0)
            return Task.CompletedTask;
        foreach (var item in ready.Where(item => item.Instance == instance))
            item.Missed = true;
        foreach (var item in waiting.Where(item => item.Instance == instance).ToList())
            Ready(item, nudge: false);
        return Task.CompletedTask;
    });

    private void Ready(Item item, bool nudge)
    {
        waiting.Remove(item);
        item.Nudge = nudge;
        ready.Add(item);
    }

    private async Task<Outcome> AdvanceAsync(DeploymentReference deployment, bool nudge)
    {
        var step = await Services.GetRequiredService<AdvanceMarketHandler>().HandleAsync(deployment, nudge, CancellationToken.None);
        return step.Is(AdvanceOutcome.Ended) ? Outcome.Done : step.Is(AdvanceOutcome.Continue) ? Outcome.Again : Outcome.Wait;
    }

    private static async Task<T> UntilItComesThroughAsync<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (CrashException)
            {
                // A client repeats its request.
            }
        }
    }

    private enum Outcome
    {
        Done,
        Again,
        Wait,
    }

    private sealed class Item(string instance, Func<bool, Task<Outcome>> step)
    {
        public string Instance { get; } = instance;

        public Func<bool, Task<Outcome>> Step { get; } = step;

        public bool Nudge { get; set; }

        public bool Missed { get; set; }
    }

    /// <summary>The steps of an order's orchestration, each repeated until it comes through.</summary>
    private sealed class OrderLife(Bench bench, OrderReference order)
    {
        private int stage;

        public async Task<Outcome> StepAsync(bool nudge)
        {
            var key = order.ToKey();
            switch (stage)
            {
                case 0:
                    await bench.Services.GetRequiredService<CheckRiskHandler>().HandleAsync(key, CancellationToken.None);
                    break;
                case 1:
                    await bench.Services.GetRequiredService<DispatchOrderHandler>().HandleAsync(key, CancellationToken.None);
                    break;
                case 2:
                    await bench.Services.GetRequiredService<NotifyOrderHandler>().HandleAsync(key, bench, CancellationToken.None);
                    break;
                default:
                    var progress = await bench.Services.GetRequiredService<BookOrderHandler>().HandleAsync(key, nudge, CancellationToken.None);
                    if (progress is { IsOnItsWay: true, IsDone: false })
                        progress = await bench.Services.GetRequiredService<DispatchOrderHandler>().HandleAsync(key, CancellationToken.None);
                    await bench.Services.GetRequiredService<NotifyOrderHandler>().HandleAsync(key, bench, CancellationToken.None);
                    return progress.IsSettled ? Outcome.Done : Outcome.Wait;
            }

            stage++;
            return Outcome.Again;
        }
    }
}
