using System.Threading.Channels;
using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.ServiceBus;

/// <summary>A processor between start and stop: one loop that receives as many messages as handlers are free, and those handlers.</summary>
internal sealed class ProcessorRun : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ServiceBusReceiver receiver;
    private readonly ServiceBusProcessorOptions options;
    private readonly Func<ProcessMessageEventArgs, Task> handleMessage;
    private readonly Func<ProcessErrorEventArgs, Task> handleError;
    private readonly MessageQueue queue;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<bool> free = Channel.CreateUnbounded<bool>();
    private readonly Lock gate = new();
    private readonly Dictionary<long, Task> running = [];
    private readonly Task loop;
    private long lastId;

    public ProcessorRun(
        ServiceBusReceiver receiver, ServiceBusProcessorOptions options, Func<ProcessMessageEventArgs, Task> handleMessage, Func<ProcessErrorEventArgs, Task> handleError)
    {
        this.receiver = receiver;
        this.options = options;
        this.handleMessage = handleMessage;
        this.handleError = handleError;
        queue = receiver.Queue;
        clock = queue.Clock;
        Free(options.MaxConcurrentCalls);
        loop = queue.Run(LoopAsync);
    }

    /// <summary>Stops receiving and waits for the handlers that run.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Cancel();
        await loop.WaitAsync(cancellationToken);
        await Task.WhenAll(Running()).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        stopping.Dispose();
    }

    private void Free(int slots)
    {
        for (var slot = 0; slot < slots; slot++)
            free.Writer.TryWrite(true);
    }

    private Task[] Running()
    {
        lock (gate)
            return [.. running.Values];
    }

    private async Task LoopAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var slots = 0;
            try
            {
                await free.Reader.ReadAsync(stopping.Token);
                slots = 1;
                while (slots < options.MaxConcurrentCalls && free.Reader.TryRead(out _))
                    slots++;
                foreach (var message in await receiver.ReceiveMessagesAsync(slots, Wait, stopping.Token))
                {
                    slots--;
                    Begin(message);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Stopping is how this loop ends.
            }
            catch (Exception error)
            {
                await ReportAsync(error, ServiceBusErrorSource.Receive);
                await Task.WhenAny(Task.Delay(PauseAfterFailure, clock, stopping.Token));
            }

            Free(slots);
        }
    }

    private void Begin(ServiceBusReceivedMessage message)
    {
        var id = ++lastId;
        lock (gate)
            running.Add(id, queue.Run(() => HandleAsync(id, message)));
    }

    private async Task HandleAsync(long id, ServiceBusReceivedMessage message)
    {
        var source = ServiceBusErrorSource.ProcessMessageCallback;
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(message, done.Token);
        try
        {
            await handleMessage(new ProcessMessageEventArgs(message, receiver, stopping.Token));
            source = ServiceBusErrorSource.Complete;
            if (options.AutoCompleteMessages && IsUnsettled(message))
                await receiver.CompleteMessageAsync(message, CancellationToken.None);
        }
        catch (Exception error)
        {
            await ReportAsync(error, source);
            if (source == ServiceBusErrorSource.ProcessMessageCallback && IsUnsettled(message))
                await AbandonAsync(message);
        }
        finally
        {
            done.Cancel();
            await renewing;
            Free(1);
            lock (gate)
                running.Remove(id);
        }
    }

    private bool IsUnsettled(ServiceBusReceivedMessage message) => receiver.ReceiveMode == ServiceBusReceiveMode.PeekLock && !message.IsSettled;

    private async Task AbandonAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await receiver.AbandonMessageAsync(message, null, CancellationToken.None);
        }
        catch (Exception error)
        {
            await ReportAsync(error, ServiceBusErrorSource.Abandon);
        }
    }

    // Renews half-way through each lock until the handler is done or the longest renewal is over.
    private async Task RenewAsync(ServiceBusReceivedMessage message, CancellationToken done)
    {
        if (receiver.ReceiveMode != ServiceBusReceiveMode.PeekLock || options.MaxAutoLockRenewalDuration == TimeSpan.Zero)
            return;
        var since = clock.GetUtcNow();
        try
        {
            while (true)
            {
                await Task.Delay((message.LockedUntil - clock.GetUtcNow()) / 2, clock, done);
                if (message.IsSettled)
                    return;
                if (options.MaxAutoLockRenewalDuration != Timeout.InfiniteTimeSpan && clock.GetUtcNow() - since > options.MaxAutoLockRenewalDuration)
                    return;
                await receiver.RenewMessageLockAsync(message, done);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The handler is done.
        }
        catch (Exception error)
        {
            await ReportAsync(error, ServiceBusErrorSource.RenewLock);
        }
    }

    private async Task ReportAsync(Exception error, ServiceBusErrorSource source)
    {
        try
        {
            await handleError(new ProcessErrorEventArgs(error, source, "embedded", receiver.EntityPath, stopping.Token));
        }
        catch (Exception failure)
        {
            // An error handler that fails has nobody left to tell; the process's trace listeners hear of it, and messages go on.
            System.Diagnostics.Trace.TraceError($"The error handler of queue '{receiver.EntityPath}' failed: {failure}");
        }
    }
}
