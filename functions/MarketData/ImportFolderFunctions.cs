using Microsoft.Azure.Functions.Worker;
using Trading.Application.MarketData;

namespace Trading.Functions.MarketData;

/// <summary>Watches the import folder.</summary>
public sealed class ImportFolderFunctions(ImportFolderHandler handler)
{
    /// <summary>Imports the files that are complete.</summary>
    [Function("ImportFolder")]
    public Task RunAsync([TimerTrigger("%ImportSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        handler.HandleAsync(cancellationToken);
}
