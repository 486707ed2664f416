using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Functions.Queues;

/// <summary>
/// Hands over batches of a queue's messages, one after another. As on Azure their locks are not renewed meanwhile, so a batch must be done
/// within the queue's lock duration.
/// </summary>
/// <param name="platform">Runs the loop, and gives the time.</param>
/// <param name="receiver">Where the messages come from.</param>
/// <param name="hostJson">How large a batch may and should be, and how long to wait for that.</param>
/// <param name="handle">Takes a batch and settles it.</param>
/// <param name="report">Hears of what failed.</param>
internal sealed class BatchLoop(
    EmbeddedPlatform platform, ServiceBusReceiver receiver, HostJson hostJson, Func<IReadOnlyList<ServiceBusReceivedMessage>, Task> handle, Action<Exception> report)
    : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public void Start() => loop = platform.Run(LoopAsync);

    /// <summary>Receives no more; the task ends with the batch under way.</summary>
    public Task StopAsync()
    {
        stopping.Cancel();
        return loop;
    }

    public void Dispose() => stopping.Dispose();

    private async Task LoopAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await ReceiveAsync() is { Count: > 0 } batch)
                    await handle(batch);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Stopping is how this loop ends.
            }
            catch (Exception error)
            {
                report(error);
                await Task.WhenAny(Task.Delay(PauseAfterFailure, platform.Clock, stopping.Token));
            }
        }
    }

    // What is there; where that is less than it should be, more for a while. What was received is handed over, even when stopping.
    private async Task<List<ServiceBusReceivedMessage>> ReceiveAsync()
    {
        var batch = new List<ServiceBusReceivedMessage>(await receiver.ReceiveMessagesAsync(hostJson.MaxMessageBatchSize, Wait, stopping.Token));
        var until = platform.Clock.GetUtcNow() + hostJson.MaxBatchWaitTime;
        while (batch.Count > 0 && batch.Count < hostJson.MinMessageBatchSize
            && until - platform.Clock.GetUtcNow() is var left && left > TimeSpan.Zero && !stopping.IsCancellationRequested)
        {
            try
            {
                batch.AddRange(await receiver.ReceiveMessagesAsync(hostJson.MaxMessageBatchSize - batch.Count, left, stopping.Token));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The loop's condition ends it.
            }
        }

        return batch;
    }
}
