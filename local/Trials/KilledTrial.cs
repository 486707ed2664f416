using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Identity;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>
/// The real program on a real data folder and real time: a hurried user trades by hand while the process is killed again and again, at moments that a seed
/// draws. When it is left in peace, every promise must have been kept.
/// </summary>
internal sealed class KilledTrial : IDisposable
{
    private const int HistoryBars = 90;
    private const int MostAnswers = 40;
    private const int MostMilliseconds = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);
    private static readonly string[] Symbols = ["AAA", "BBB"];

    private readonly string dataFolder;
    private readonly string keyFolder;
    private readonly int kills;
    private readonly int seed;
    private readonly string[] brokers;
    private readonly TradingJournal journal;
    private readonly KilledProgram program;
    private readonly RandomBars[] bars;
    private readonly SimulatedUser user;
    private readonly Random random;
    private volatile bool isPressingDue;
    private volatile bool isOver;

    /// <param name="folder">An empty folder for its data.</param>
    /// <param name="kills">How often the process is killed.</param>
    /// <param name="seed">Decides what is done, and when the process dies; what is under way then is up to the machine.</param>
    /// <param name="isCalm">Only the simulated broker at its best; otherwise the hostile ones as well.</param>
    /// <param name="clock">Tells the time.</param>
    public KilledTrial(string folder, int kills, int seed, bool isCalm, TimeProvider clock)
    {
        (dataFolder, keyFolder) = (Path.Combine(folder, "data"), Path.Combine(folder, "keys"));
        (this.kills, this.seed) = (kills, seed);
        brokers = isCalm ? [PaperBroker.Code] : [PaperBroker.Code, HostileSimulator.Code, HostileSimulator.OwnIdsCode];
#pragma warning disable RS0030 // Seeded.
        random = new Random(seed);
#pragma warning restore RS0030
        journal = new TradingJournal(clock);
        program = new KilledProgram(dataFolder, keyFolder);
        bars = [.. Symbols.Select(symbol => new RandomBars(symbol, Start.AddMinutes(-HistoryBars), Draws()))];
        user = new SimulatedUser(program.AskAsync, clock, bars, journal, Draws(), UserHabits.Hurried);
    }

    public void Dispose() => program.Dispose();

    /// <summary>Trades, kills, lets it come to rest, and checks.</summary>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends the trial.</param>
    public async Task<TrialResult> RunAsync(TextWriter progress, CancellationToken cancellationToken)
    {
        program.Start();
        var trading = TradeAsync();
        await KillAgainAndAgainAsync(trading, progress, cancellationToken);
        isOver = true;
        program.Start();
        await trading;

        var answers = new KilledTrialAnswers(user, journal);
        await answers.RestAsync(cancellationToken);
        await answers.CheckAsync();
        var before = await answers.BooksAsync();
        await program.KillAsync();
        program.Start();
        var after = await answers.BooksAsync();
        foreach (var (path, text) in before.Where(one => after[one.Key] != one.Value))
            journal.Broken($"{path} said {text} before a start and {after[path]} after it");
        await program.KillAsync();

        var checks = await CheckAsync();
        return new TrialResult(seed, journal.Violations,
        [
            new TrialFigure("kills", kills),
            new TrialFigure("answers", program.Answers),
            new TrialFigure("answers lost by a kill", program.Lost),
            new TrialFigure("orders", checks.Orders),
            new TrialFigure("orders by hand", journal.Promised.Count),
            new TrialFigure("signals by hand", journal.Signals.Count),
            new TrialFigure("arrivals at the brokers", journal.Arrivals.Count),
            new TrialFigure("fills", checks.Fills),
            new TrialFigure("open fates", checks.OpenFates),
            new TrialFigure("escalations", checks.Escalations),
            new TrialFigure("presses of the kill switch", journal.Stops),
        ]);
    }

    private async Task KillAgainAndAgainAsync(Task trading, TextWriter progress, CancellationToken cancellationToken)
    {
        var moments = Draws();
        for (var kill = 1; kill <= kills; kill++)
        {
            if (kill > 1)
                program.Start();
            var moment = TimeSpan.FromMilliseconds(moments.Next(MostMilliseconds));
            var goal = program.Answers + moments.Next(MostAnswers);
            // Some die before they listen: what a start repairs must survive that as well.
            if (moments.Next(5) > 0)
            {
                await program.ListeningAsync();
                while (program.Answers < goal && !trading.IsCompleted)
                    await Task.Delay(LookAgain, cancellationToken);
            }

            await Task.Delay(moment, cancellationToken);
            if (trading.IsCompleted)
                await trading;
            await program.KillAsync();
            // The last tenth, and two at least, with the switch engaged.
            isPressingDue |= kill >= kills - Math.Max(2, kills / 10);
            if (kill % 20 == 0)
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kill} kills, {program.Answers} answers, {journal.Promised.Count} orders by hand"));
        }
    }

    private async Task TradeAsync()
    {
        foreach (var series in bars)
        {
            series.DrawUntil(Start);
            await user.ImportAsync(series);
        }

        foreach (var broker in brokers)
            await user.OpenAccountAsync(broker, HostileSimulator.IsCode(broker));
        await user.DeployAsync([false]);
        var isPressed = false;
        for (var turn = 1; !isOver; turn++)
        {
            if (isPressingDue && !isPressed)
            {
                await user.PressAsync();
                isPressed = true;
            }

            // Four things are done within a minute of the market, and time passes for both symbols.
            if (turn % 4 == 0)
            {
                foreach (var series in bars)
                {
                    series.DrawUntil(Start.AddMinutes(turn / 4));
                    await user.ImportAsync(series);
                }
            }

            await user.ActAsync();
        }
    }

    /// <summary>Looks into the data folder, which nobody else uses any more.</summary>
    private async Task<TradingChecks> CheckAsync()
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = dataFolder });
        using var app = LocalApp.CreateBuilder(platform, keyFolder, IPAddress.Loopback, port: 0).Build();
        var memory = app.Services.GetRequiredService<IPaperMemory>();
        await foreach (var order in app.Services.GetRequiredService<IOrderRepository>().ListAsync(app.Services.GetRequiredService<ICurrentUser>().Id, null, CancellationToken.None))
        {
            if (await memory.FindAsync(OrderKey.Of(order.Intent), CancellationToken.None) is { Order: { Intent: { } intent } arrived })
                journal.Arrived(intent, arrived.AcceptedAt, isCountedTwice: false);
        }

        var checks = new TradingChecks(app.Services, journal, Draws());
        await checks.EndAsync(isPlatformCalm: false);
        return checks;
    }

#pragma warning disable RS0030 // Seeded.
    private Random Draws() => new(random.Next());
#pragma warning restore RS0030
}
