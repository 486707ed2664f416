using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded;

namespace Trading.Local.Trials;

/// <summary>One seed: two processes on one data folder for a while, what goes wrong, and whether every promise was kept.</summary>
internal sealed class Trial
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly Simulation simulation;
    private readonly TrialJournal journal;
    private readonly SimulatedNode functions;
    private readonly SimulatedNode gateway;
    private readonly Random user;
    private SimulatedFunctions? app;

    private Trial(Simulation simulation, bool clocksJump)
    {
        this.simulation = simulation;
        journal = new TrialJournal(simulation.Clock, clocksJump ? TimeSpan.FromMinutes(10) : TimeSpan.Zero, simulation.Seed);
#pragma warning disable RS0030 // Seeded.
        user = new Random(simulation.Seed);
#pragma warning restore RS0030
        functions = simulation.AddNode("functions", BootFunctionsAsync);
        gateway = simulation.AddNode("gateway", BootGatewayAsync);
    }

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="length">How long jobs come in.</param>
    /// <param name="isCalm">Nothing goes wrong.</param>
    /// <param name="history">Where everything that happens is written; null for nowhere.</param>
    public static TrialResult Run(int seed, TimeSpan length, bool isCalm, TextWriter? history)
    {
        var faults = isCalm ? FaultPlan.None : TrialFaults.Of(seed);
        using var simulation = new Simulation(seed, Start, faults, history);
        var trial = new Trial(simulation, clocksJump: faults.ClockStep > 0);
        try
        {
            return trial.Run(length);
        }
        catch (SimulationException stuck)
        {
            return trial.Result([.. trial.journal.Violations, stuck.Message]);
        }
    }

    private TrialResult Run(TimeSpan length)
    {
        var asking = simulation.Begin(() => AskAsync(Start + length));
        simulation.RunUntil(Start + length);
        journal.IsOpen = false;
        simulation.EndFaults();
        simulation.Run(() => asking);
        simulation.RunUntilIdle(simulation.Now + Patience);
        simulation.Run(CheckAsync);
        return Result(journal.Violations);
    }

    private TrialResult Result(IReadOnlyList<string> violations) => new(
        simulation.Seed, violations,
        [
            new TrialFigure("timer runs", journal.Ticks),
            new TrialFigure("jobs", journal.Promised.Count()),
            new TrialFigure("activity runs", journal.Activities),
            new TrialFigure("deaths of processes", functions.Lives + gateway.Lives - 2),
        ]);

    private async Task BootFunctionsAsync(EmbeddedPlatform platform)
    {
        journal.Died();
        app = null;
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(TrialFunctions).Assembly,
            IncludesType = type => type == typeof(TrialFunctions),
            Settings = new Dictionary<string, string?> { ["ServiceBus"] = platform.ConnectionString },
        });
        builder.ConfigureFunctionsWebApplication();
        builder.Services
            .AddSingleton(journal)
            .AddSingleton(platform.Clock)
            .AddSingleton(new ServiceBusClient(platform.ConnectionString))
            .AddSingleton(new TableServiceClient(platform.ConnectionString));
        app = await SimulatedFunctions.StartAsync(builder);
    }

    // The other process: what it is asked it answers, by queue.
    private static async Task BootGatewayAsync(EmbeddedPlatform platform)
    {
        var bus = new ServiceBusClient(platform.ConnectionString);
        var answers = bus.CreateSender(TrialFunctions.AnswersQueue);
        var processor = bus.CreateProcessor(TrialFunctions.GatewayQueue, new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        processor.ProcessMessageAsync += question => answers.SendMessageAsync(new ServiceBusMessage(question.Message.Body), question.CancellationToken);
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
    }

    // A user who asks for jobs by HTTP, and asks again until the answer is yes.
    private async Task AskAsync(DateTimeOffset until)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(user.Next(1, 240)), simulation.Clock);
            if (simulation.Now >= until || journal.NextJob() is not { } job)
                return;
            while (!await IsAcceptedAsync(job))
                await Task.Delay(TimeSpan.FromSeconds(5), simulation.Clock);
        }
    }

    private async Task<bool> IsAcceptedAsync(string job)
    {
        try
        {
            return app is { } serving && (await functions.CallAsync(_ => serving.SendAsync("POST", $"/api/jobs/{job}"))).Status == 202;
        }
        catch (SimulatedDeathException)
        {
            return false;
        }
    }

    private async Task CheckAsync()
    {
        foreach (var job in journal.Promised)
        {
            var status = await functions.CallAsync(_ => app!.SendAsync("GET", $"/api/jobs/{job}"));
            if (status.Text != "Completed")
                journal.Broken($"{job}: {(status.Status == 404 ? "unknown" : status.Text)} at the end; {journal.Describe(job)}");
        }
    }
}
