using Trading.Embedded;
using Trading.Embedded.KillHost;

switch (args)
{
    case ["durable", var folder, var journal, var mode]:
        await DurableLoad.RunAsync(folder, journal, finish: mode == "finish");
        return 0;
    case ["measure", var folder, var durability, var count]:
        await DurableMeasure.RunAsync(folder, Enum.Parse<Durability>(durability), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: durable FOLDER JOURNAL work|finish, or measure FOLDER PowerLoss|ProcessDeath COUNT.");
        return 2;
}
