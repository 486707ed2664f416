namespace Trading.Embedded.Durable;

/// <summary>Who waits for which event, and which came before anybody waited.</summary>
internal sealed class ExternalEvents(DurableJson json)
{
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<(long Order, EventRaised Event)>> early = new(StringComparer.OrdinalIgnoreCase);
    private long arrivals;

    public bool AnyoneWaits => waiters.Count > 0;

    /// <summary>The events nobody has waited for, oldest first.</summary>
    public IReadOnlyList<EventRaised> Unprocessed =>
        [.. early.Values.SelectMany(events => events).OrderBy(item => item.Order).Select(item => item.Event)];

    public Task<T> WaitAsync<T>(string name, OrchestrationScheduler scheduler, CancellationToken cancellationToken)
    {
        if (early.TryGetValue(name, out var events))
        {
            var payload = events.Dequeue().Event.Payload;
            if (events.Count == 0)
                early.Remove(name);
            return Task.FromResult(json.Read<T>(payload)!);
        }

        if (!waiters.TryGetValue(name, out var stack))
            waiters.Add(name, stack = []);
        else if (stack[^1].Type != typeof(T))
            throw new ArgumentException($"Event '{name}' is waited for as {stack[^1].Type} already; all who wait for one name wait for the same type.", nameof(name));
        var waiter = new Waiter<T>(json);
        stack.Add(waiter);
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (!scheduler.IsCurrent)
                    scheduler.NoteForeignWork();
                else if (waiter.TryCancel(cancellationToken))
                    Remove(name, waiter);
            });
        }

        return waiter.Task;
    }

    /// <summary>Gives an event to the newest waiter, or keeps it.</summary>
    public void Deliver(EventRaised arrived)
    {
        if (waiters.TryGetValue(arrived.Name, out var stack))
        {
            var newest = stack[^1];
            Remove(arrived.Name, newest);
            newest.Complete(arrived.Payload);
            return;
        }

        if (!early.TryGetValue(arrived.Name, out var events))
            early.Add(arrived.Name, events = new());
        events.Enqueue((arrivals++, arrived));
    }

    private void Remove(string name, Waiter waiter)
    {
        var stack = waiters[name];
        stack.Remove(waiter);
        if (stack.Count == 0)
            waiters.Remove(name);
    }

    private abstract class Waiter
    {
        public abstract Type Type { get; }

        public abstract void Complete(string? payload);
    }

    private sealed class Waiter<T>(DurableJson json) : Waiter
    {
        private readonly TaskCompletionSource<T> completion = new();

        public override Type Type => typeof(T);

        public Task<T> Task => completion.Task;

        public bool TryCancel(CancellationToken cancellationToken) => completion.TrySetCanceled(cancellationToken);

        public override void Complete(string? payload) => completion.SetFrom(() => json.Read<T>(payload)!);
    }
}
