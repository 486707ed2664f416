using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Secrets;
using Trading.Embedded;
using Trading.Functions;
using Trading.Local.Secrets;

namespace Trading.Local.Trials;

/// <summary>
/// One seed of the whole trading system: the functions app in one process, a hostile broker, random strategies on random bars and a restless
/// user for a while, and whether every promise was kept.
/// </summary>
internal sealed class TradingTrial
{
    private const int HistoryBars = 90;
    private const int FileMinutes = 5;
    // A guard whose exit is taken back makes another one, five times.
    private const int RoundsOfEnding = 7;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);
    private static readonly string[] Symbols = ["AAA", "BBB"];

    private readonly Simulation simulation;
    private readonly TradingJournal journal;
    private readonly BrokerLine line;
    private readonly bool takesClientOrderIds;
    private readonly Func<ITrialBroker, ITrialBroker> between;
    private readonly SimulatedNode functions;
    private readonly SimulatedUser user;
    private readonly RandomBars[] bars;
    private readonly Random random;
    private readonly bool isPlatformCalm;
    private SimulatedFunctions? app;

    private TradingTrial(Simulation simulation, BrokerFaults faults, bool isPlatformCalm, Func<ITrialBroker, ITrialBroker>? between)
    {
        this.simulation = simulation;
        this.isPlatformCalm = isPlatformCalm;
        this.between = between ?? (broker => broker);
#pragma warning disable RS0030 // Seeded.
        random = new Random(simulation.Seed);
#pragma warning restore RS0030
        journal = new TradingJournal(simulation.Clock);
        line = new BrokerLine(faults, simulation.Clock, Draws(), what => simulation.Note("broker", what));
        takesClientOrderIds = random.Next(2) == 0;
        bars = [.. Symbols.Select(symbol => new RandomBars(symbol, Start.AddMinutes(-HistoryBars), Draws()))];
        user = new SimulatedUser(AskAsync, simulation.Clock, bars, journal, Draws(), UserHabits.Unhurried);
        functions = simulation.AddNode("functions", BootAsync);
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="length">How long the user trades.</param>
    /// <param name="isCalm">Nothing goes wrong; the user is as restless as ever.</param>
    /// <param name="history">Where everything that happens is written; null for nowhere.</param>
    /// <param name="between">Put between the system and the broker, so that tests can see that the checks fail; null for nothing.</param>
    public static TrialResult Run(int seed, TimeSpan length, bool isCalm, TextWriter? history, Func<ITrialBroker, ITrialBroker>? between = null)
    {
        // In a quarter of the seeds the platform is at its best, so that what the system owes within a time can be measured.
        var isPlatformCalm = isCalm || seed % 4 == 0;
        using var simulation = new Simulation(seed, Start, isPlatformCalm ? FaultPlan.None : TrialFaults.Of(seed), history);
        var broker = isPlatformCalm ? BrokerFaults.Hostile with { ClockStep = 0 } : BrokerFaults.Hostile;
        var trial = new TradingTrial(simulation, isCalm ? BrokerFaults.None : broker, isPlatformCalm, between);
        try
        {
            return trial.Run(length);
        }
        catch (SimulationException stuck)
        {
            trial.journal.Broken(stuck.Message);
            return trial.Result(null);
        }
    }

    private TrialResult Run(TimeSpan length)
    {
        var trading = simulation.Begin(() => TradeAsync(Start + length));
        var market = simulation.Begin(() => ImportAsync(Start + length));
        var quotes = simulation.Begin(() => QuoteAsync(Start + length));
        simulation.RunUntil(Start + length);
        simulation.EndFaults();
        line.Faults = BrokerFaults.None;
        simulation.Run(() => Task.WhenAll(trading, market, quotes));
        simulation.Run(user.ReleaseAsync);
        simulation.RunUntil(simulation.Now + Calm);
        simulation.Run(() => CheckAsync(checks => checks.RestAsync()));
        for (var round = 0; round < RoundsOfEnding; round++)
        {
            simulation.Run(user.EndAsync);
            simulation.RunUntil(simulation.Now + BetweenRounds);
        }

        simulation.RunUntilIdle(simulation.Now + Patience);
        var checks = simulation.Run(() => CheckAsync(checks => checks.EndAsync(isPlatformCalm)));
        return Result(checks);
    }

    private TrialResult Result(TradingChecks? checks) => new(
        simulation.Seed, journal.Violations,
        [
            new TrialFigure("orders", checks?.Orders ?? 0),
            new TrialFigure("orders by hand", checks?.OrdersByHand ?? 0),
            new TrialFigure("arrivals at the broker", journal.Arrivals.Count),
            new TrialFigure("fills", checks?.Fills ?? 0),
            new TrialFigure("open fates", checks?.OpenFates ?? 0),
            new TrialFigure("escalations", checks?.Escalations ?? 0),
            new TrialFigure("order books", user.Books),
            new TrialFigure("deaths of processes", functions.Lives - 1),
        ]);

    private async Task BootAsync(EmbeddedPlatform platform)
    {
        app = null;
        var settings = new Dictionary<string, string?>(LocalApp.Settings(platform))
        {
            // Spans have random ids, and the platform's clock is nobody's who exports.
            ["OTEL_SDK_DISABLED"] = "true",
            ["ImportSchedule"] = "0 0 * * * *",
            ["Risk:MaxOrderValue:USD"] = "10000000",
            ["Risk:MaxOrderValue:KRW"] = "10000000000",
        };
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(TradingFunctions).Assembly,
            Settings = settings,
        });
        builder.Services.AddSingleton(platform.Clock);
        builder.Services.AddSingleton<ISecrets>(new FileSecrets(platform.DataFolder, platform.DataFolder + "-keys", platform.Clock));
        builder.AddTrading();
        builder.Services
            .AddSingleton<ITrialBroker>(provider => new HostileTrialBroker(
                between(new WatchedBroker(provider.GetRequiredService<PaperBroker>(), takesClientOrderIds, journal)),
                line, provider.GetRequiredService<IExecutionQueue>(), platform.Clock))
            .AddSingleton<IBroker>(provider => provider.GetRequiredService<ITrialBroker>())
            .AddSingleton<IPaperMarket>(provider => provider.GetRequiredService<ITrialBroker>());
        app = await SimulatedFunctions.StartAsync(builder);
    }

    private async Task TradeAsync(DateTimeOffset until)
    {
        bars[0].DrawUntil(Start);
        bars[1].DrawUntil(Start);
        foreach (var series in bars)
            await user.ImportAsync(series);
        await user.OpenAccountAsync();
        await user.DeployAsync(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(2) == 0));
        while (simulation.Now < until)
        {
            await user.ActAsync();
            await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 90)), simulation.Clock);
        }
    }

    // The bars of one symbol come one by one, those of the other in files of several.
    private async Task ImportAsync(DateTimeOffset until)
    {
        for (var minute = 1; simulation.Now < until; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), simulation.Clock);
            foreach (var series in minute % FileMinutes == 0 ? bars : bars[..1])
            {
                series.DrawUntil(simulation.Now);
                await user.ImportAsync(series);
            }
        }
    }

    // In a third of the seeds there are order books beside the bars.
    private async Task QuoteAsync(DateTimeOffset until)
    {
        if (simulation.Seed % 3 != 0)
            return;
#pragma warning disable RS0030 // Seeded, and apart from the other draws, which stay as they are without books.
        var draws = new Random(simulation.Seed);
#pragma warning restore RS0030
        var books = new RandomBooks(draws);
        while (simulation.Now < until)
        {
            await Task.Delay(TimeSpan.FromSeconds(draws.Next(1, 30)), simulation.Clock);
            await user.QuoteAsync(bars[draws.Next(bars.Length)], books);
        }
    }

    private async Task<SimulatedResponse> AskAsync(HttpAsk request) => app is { } serving
        ? await functions.CallAsync(_ => serving.SendAsync(request.Method, request.Path, request.Body, request.ContentType, request.Headers))
        : throw new SimulatedDeathException(functions.Name);

    private Task<TradingChecks> CheckAsync(Func<TradingChecks, Task> check) => functions.CallAsync(async _ =>
    {
        var checks = new TradingChecks(app!.Services, journal, Draws());
        await check(checks);
        return checks;
    });

#pragma warning disable RS0030 // Seeded.
    private Random Draws() => new(random.Next());
#pragma warning restore RS0030
}
