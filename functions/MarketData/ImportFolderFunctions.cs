using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Functions.Durable;

namespace Trading.Functions.MarketData;

/// <summary>Watches the import folder.</summary>
public sealed class ImportFolderFunctions(ImportFolderHandler handler, NewBarsHandler newBars)
{
    /// <summary>Imports the files that are complete, and wakes the deployments that follow what arrived.</summary>
    [Function("ImportFolder")]
    public async Task RunAsync(
        [TimerTrigger("%ImportSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        foreach (var series in await handler.HandleAsync(cancellationToken))
            await newBars.HandleAsync(series, new DurableWorkflows(client), cancellationToken);
    }
}
