using Trading.Benchmarks;
using Trading.Benchmarks.Quant;
using Trading.Benchmarks.Soak;
using Trading.Embedded;

if (args is ["soak", .. var soak])
    return await SoakCommand.RunAsync(soak);
if (args is [CrossProcess.Command, var packed])
{
    CrossProcess.RunProcess(packed);
    return 0;
}

if (args is not [var name, ..] || Benchmark(name) is not { } run || !TryDurability(args, out var durability))
{
    await Console.Error.WriteLineAsync("Usage: tables|queues|durable|signalr|http|month|indicators|rules|performance|ledger|orders|w1|w2|w2b|w3|load|screen|pace|stop|flow [PowerLoss|ProcessDeath], or soak [--minutes 10]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("benchmark-");
try
{
    await run(folder.FullName, durability);
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static Func<string, Durability, Task>? Benchmark(string name) => name switch
{
    "tables" => OnPlatform(TableSpeed.RunAsync),
    "queues" => OnPlatform(QueueSpeed.RunAsync),
    "durable" => OnPlatform(DurableSpeed.RunAsync),
    "signalr" => OnPlatform(SignalRSpeed.RunAsync),
    "screen" => OnPlatform(ScreenSpeed.RunAsync),
    "pace" => OnPlatform(PaceSpeed.RunAsync),
    "stop" => static (folder, _) => StopSpeed.RunAsync(folder),
    "flow" => static (folder, _) => FlowSpeed.RunAsync(folder),
    "http" => static (folder, _) => HttpSpeed.RunAsync(folder),
    "month" => static (_, _) => MonthSpeed.RunAsync(),
    "indicators" => InMemory(static _ => IndicatorSpeed.Run()),
    "ledger" => InMemory(static _ => LedgerSpeed.Run()),
    "orders" => InMemory(static _ => OrderSpeed.Run()),
    "w1" => InMemory(CrossSpeed.Run),
    "w2" => InMemory(static _ => SweepSpeed.RunSmall()),
    "w2b" => InMemory(static _ => SweepSpeed.RunLarge()),
    "w3" => InMemory(static _ => RotationSpeed.Run()),
    "load" => InMemory(static _ => LoadSpeed.Run()),
    "rules" => static (_, _) => RuleSpeed.RunAsync(),
    "performance" => static (_, _) => PerformanceSpeed.RunAsync(),
    _ => null,
};

static Func<string, Durability, Task> InMemory(Action<string> run) => (folder, _) =>
{
    run(folder);
    return Task.CompletedTask;
};

static Func<string, Durability, Task> OnPlatform(Func<EmbeddedPlatform, Task> run) => async (folder, durability) =>
{
    using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Durability = durability });
    await run(platform);
    Measure.Print("memory", Environment.WorkingSet >> 20, "MiB");
};

static bool TryDurability(string[] args, out Durability durability)
{
    durability = Durability.PowerLoss;
    return args.Length == 1 || (args.Length == 2 && Enum.TryParse(args[1], out durability) && Enum.IsDefined(durability));
}
