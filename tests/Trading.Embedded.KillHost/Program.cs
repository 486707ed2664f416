using Trading.Embedded.KillHost;

switch (args)
{
    case ["durable", var folder, var journal, var mode]:
        await DurableLoad.RunAsync(folder, journal, finish: mode == "finish");
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: durable FOLDER JOURNAL work|finish.");
        return 2;
}
