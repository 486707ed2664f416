using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Functions.Durable;

namespace Trading.Functions.MarketData;

/// <summary>Watches the import folder.</summary>
public sealed class ImportFolderFunctions(ImportFolderHandler importFolder, NewBarsHandler newBars)
{
    /// <summary>Imports the files that are complete, and wakes who follows their series.</summary>
    [Function("ImportFolder")]
    public async Task RunAsync(
        [TimerTrigger("%ImportSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var series in await importFolder.HandleAsync(cancellationToken))
            await newBars.HandleAsync(series, new DurableWorkflows(client), cancellationToken);
    }
}
