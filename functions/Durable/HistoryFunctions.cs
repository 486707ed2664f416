using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trading.Functions.Durable;

/// <summary>Removes orchestrations that ended long ago. What they did is stored elsewhere: their history serves replays and whoever looks into a fault.</summary>
public sealed partial class HistoryFunctions(IOptions<HistoryOptions> options, TimeProvider clock, ILogger<HistoryFunctions> logger)
{
    /// <summary>Purges what is older than <see cref="HistoryOptions.KeepDays"/>.</summary>
    /// <remarks>Every hour, so that there is little to do at a time: on Azure a purge is broken off after 100 seconds, and the next one goes on.</remarks>
    [Function("PurgeHistory")]
    public async Task PurgeAsync(
        [TimerTrigger("0 30 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var days = options.Value.KeepDays;
        var purged = await client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(
                CreatedTo: clock.GetUtcNow().AddDays(-days),
                Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]),
            cancellationToken);
        if (purged.PurgedInstanceCount > 0)
            LogPurged(purged.PurgedInstanceCount, days);
    }

    [LoggerMessage(6401, LogLevel.Information, "Purged {Count} ended orchestrations that began more than {Days} days ago")]
    private partial void LogPurged(int count, int days);
}
