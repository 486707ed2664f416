using Trading.Benchmarks;
using Trading.Embedded;

if (args is not [var name, ..] || Benchmark(name) is not { } run || !TryDurability(args, out var durability))
{
    await Console.Error.WriteLineAsync("Usage: tables|queues|durable [PowerLoss|ProcessDeath]");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("benchmark-");
try
{
    using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder.FullName, Durability = durability });
    await run(platform);
    Measure.Print("memory", Environment.WorkingSet >> 20, "MiB");
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static Func<EmbeddedPlatform, Task>? Benchmark(string name) => name switch
{
    "tables" => TableSpeed.RunAsync,
    "queues" => QueueSpeed.RunAsync,
    "durable" => DurableSpeed.RunAsync,
    _ => null,
};

static bool TryDurability(string[] args, out Durability durability)
{
    durability = Durability.PowerLoss;
    return args.Length == 1 || (args.Length == 2 && Enum.TryParse(args[1], out durability) && Enum.IsDefined(durability));
}
