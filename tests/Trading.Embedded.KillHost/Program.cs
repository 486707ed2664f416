using Trading.Embedded.KillHost;

switch (args)
{
    case ["durable", var folder, var journal, var mode]:
        await DurableLoad.RunAsync(folder, journal, finish: mode == "finish");
        return 0;
    case ["queue", var folder, var journal, var mode]:
        await QueueLoad.RunAsync(folder, journal, finish: mode == "finish");
        return 0;
    case ["hold", var folder]:
        await QueueLoad.HoldAsync(folder);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: durable|queue FOLDER JOURNAL work|finish, or hold FOLDER.");
        return 2;
}
