using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded;

namespace Trading.Benchmarks;

/// <summary>
/// Thirty days on virtual time, on one thread: a timer each minute, each firing a message, each message an orchestration of two
/// activities. Ended orchestrations are purged once a day, as the trading app does, so that memory is that of the work.
/// </summary>
internal static class MonthSpeed
{
    private const int Days = 30;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static Task RunAsync()
    {
        var tally = new MonthTally();
        using var simulation = new Simulation(1, Start, FaultPlan.None);
        simulation.AddNode("functions", platform => BootAsync(platform, tally));
        var watch = Stopwatch.StartNew();
        for (var day = 1; day <= Days; day++)
        {
            simulation.RunUntil(Start.AddDays(day).AddSeconds(1));
            if (day % 10 == 0)
                Measure.Print($"month.memory.day{day}", Environment.WorkingSet >> 20, "MiB");
        }

        Measure.Print("month.firings", tally.Firings, "");
        Measure.Print("month.orchestrations", tally.Orchestrations, "");
        Measure.Print("month.activities", tally.Activities, "");
        Measure.Print("month.time", watch.Elapsed.TotalSeconds, "s");
        Measure.Print("month.processor", Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds, "s");
        return tally is { Firings: Days * 24 * 60, Orchestrations: Days * 24 * 60, Activities: 2 * Days * 24 * 60 }
            ? Task.CompletedTask
            : throw new InvalidOperationException($"Expected {Days * 24 * 60} firings, each with one orchestration of two activities.");
    }

    private static async Task BootAsync(EmbeddedPlatform platform, MonthTally tally)
    {
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(MonthFunctions).Assembly,
            IncludesType = type => type == typeof(MonthFunctions),
            Settings = new Dictionary<string, string?> { ["ServiceBus"] = platform.ConnectionString },
        });
        builder.Services.AddSingleton(tally).AddSingleton(platform.Clock).AddSingleton(new ServiceBusClient(platform.ConnectionString).CreateSender("minutes"));
        await SimulatedFunctions.StartAsync(builder);
    }
}

/// <summary>What ran.</summary>
internal sealed class MonthTally
{
    public int Firings { get; set; }

    public int Orchestrations { get; set; }

    public int Activities { get; set; }
}

/// <summary>The app of the month.</summary>
internal sealed class MonthFunctions(MonthTally tally, ServiceBusSender minutes, TimeProvider clock)
{
    [Function("Fire")]
    public Task FireAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        tally.Firings++;
        var minute = clock.GetUtcNow().ToString("yyyyMMddHHmm", System.Globalization.CultureInfo.InvariantCulture);
        return minutes.SendMessageAsync(new ServiceBusMessage(minute) { MessageId = minute }, cancellationToken);
    }

    [Function("Begin")]
    public static Task BeginAsync(
        [ServiceBusTrigger("minutes", Connection = "ServiceBus")] string minute, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        client.ScheduleNewOrchestrationInstanceAsync("Minute", minute, new StartOrchestrationOptions(minute), cancellationToken);

    [Function("Minute")]
    public async Task<string> MinuteAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var minute = context.GetInput<string>()!;
        var first = await context.CallActivityAsync<string>("Work", minute);
        var second = await context.CallActivityAsync<string>("Work", first);
        tally.Orchestrations++;
        return second;
    }

    [Function("Work")]
    public string Work([ActivityTrigger] string input)
    {
        tally.Activities++;
        return input;
    }

    [Function("Purge")]
    public static Task PurgeAsync([TimerTrigger("30 0 0 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        _ = timer;
        return client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Completed]), cancellation: cancellationToken);
    }
}
