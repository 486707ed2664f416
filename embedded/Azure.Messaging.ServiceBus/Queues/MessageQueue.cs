using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.ServiceBus;

/// <summary>One queue and its dead letters.</summary>
internal sealed class MessageQueue
{
    private const string DeadLetterSuffix = "/$DeadLetterQueue";
    private const int MostAtOnce = 512;

    // Timers run by a clock that stands still while a computer sleeps; so a long wait looks at the time now and then.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private readonly QueueService service;

    public MessageQueue(QueueService service, string path)
    {
        this.service = service;
        IsDeadLetterPath = path.EndsWith(DeadLetterSuffix, StringComparison.OrdinalIgnoreCase);
        Name = IsDeadLetterPath ? path[..^DeadLetterSuffix.Length] : path;
    }

    public string Name { get; }

    public bool IsDeadLetterPath { get; }

    public TimeProvider Clock => service.Clock;

    private string Topic => "queue/" + Name.ToUpperInvariant() + "/";

    private long Now => service.Clock.GetUtcNow().UtcTicks;

    public Task Run(Func<Task> work) => service.Run(work);

    public string PathOf(SubQueue subQueue) => subQueue == SubQueue.DeadLetter ? Name + DeadLetterSuffix : Name;

    public async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        if (messages.Count == 0)
            return [];
        if (messages.Sum(message => message.Size) is var size && size > OutgoingMessage.MostBytes)
            throw new ServiceBusException($"{messages.Count} message(s) of {size} bytes together exceed the {OutgoingMessage.MostBytes} bytes that may be sent at once.", ServiceBusFailureReason.MessageSizeExceeded, Name);
        return await service.Store.WriteAsync<IReadOnlyList<long>>(session =>
        {
            var queue = Find(session, create: true)!.Id;
            var first = TakeNumbers(session, queue, messages.Count);
            var now = Now;
            for (var i = 0; i < messages.Count; i++)
            {
                var message = messages[i];
                var scheduled = message.ScheduledEnqueueTime.UtcTicks;
                var appears = Math.Max(scheduled, now + (service.Faults?.DeliveryDelay().Ticks ?? 0));
                var isScheduled = appears > now;
                session.Execute(
                    QueueSql.Insert, queue, first + i, isScheduled ? 2 : 0, isScheduled ? appears : 0, isScheduled ? appears : now,
                    message.TimeToLive.Ticks, isScheduled ? null : Expiry(now, message.TimeToLive.Ticks), scheduled, message.Head, message.Body);
            }

            session.Touch(Topic);
            return [.. Enumerable.Range(0, messages.Count).Select(i => first + i)];
        });
    }

    /// <summary>Waits until there is a message or the time is up, asleep in between.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(
        SubQueue subQueue, ServiceBusReceiveMode mode, int most, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = wait >= DateTimeOffset.MaxValue - service.Clock.GetUtcNow() ? long.MaxValue : Now + wait.Ticks;
        var signal = new QueueSignal(service.NewSignal);
        using var listening = service.Store.Listen(Topic, signal.Raise);
        while (true)
        {
            cancellationToken.ThrowIfCancelled();
            var raised = signal.Next();
            var (isReady, due) = Look(subQueue);
            if (isReady && await TakeAsync(subQueue, mode, Math.Min(most, MostAtOnce)) is { Count: > 0 } messages)
                return messages;
            var now = Now;
            if (now >= until)
                return [];
            var sleep = TimeSpan.FromTicks(Math.Min(Math.Min(until, due ?? long.MaxValue) - now, LongestSleep.Ticks));
            if (sleep > TimeSpan.Zero)
                await SleepAsync(raised, sleep, cancellationToken);
        }
    }

    public IReadOnlyList<ServiceBusReceivedMessage> Peek(SubQueue subQueue, long from, int most) => service.Store.Read(session =>
        Find(session, create: false) is { } queue
            ? session.Query(QueueSql.Peek, MessageRow.Read, queue.Id, (int)subQueue, from, most).Select(row => row.ToMessage(row.Lock, row.Deliveries, row.Due)).ToList()
            : []);

    public Task CompleteAsync(SubQueue subQueue, ServiceBusReceivedMessage message) => service.Store.WriteAsync(session =>
        session.Execute(QueueSql.Complete, Find(session, create: false)?.Id, (int)subQueue, message.SequenceNumber, message.LockToken, Now) == 1 ? true : throw LockLost(message));

    public Task<DateTimeOffset> RenewAsync(SubQueue subQueue, ServiceBusReceivedMessage message) => service.Store.WriteAsync(session =>
    {
        var queue = Find(session, create: false) ?? throw LockLost(message);
        var now = Now;
        var until = now + queue.LockTicks;
        return session.Execute(QueueSql.Renew, queue.Id, (int)subQueue, message.SequenceNumber, message.LockToken, now, until) == 1
            ? new DateTimeOffset(until, TimeSpan.Zero)
            : throw LockLost(message);
    });

    public Task AbandonAsync(SubQueue subQueue, ServiceBusReceivedMessage message, IDictionary<string, object>? properties) =>
        LetGoAsync(subQueue, message, properties, (session, queue, row) => GiveBack(session, queue, subQueue, row.Id, row.Deliveries));

    public Task DeferAsync(SubQueue subQueue, ServiceBusReceivedMessage message, IDictionary<string, object>? properties) =>
        LetGoAsync(subQueue, message, properties, (session, _, row) => session.Execute(QueueSql.Defer, row.Id));

    public Task DeadLetterAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? properties, string? reason, string? description) => service.Store.WriteAsync(session =>
    {
        var queue = Find(session, create: false) ?? throw LockLost(message);
        var row = Held(session, queue, SubQueue.None, message);
        var changes = new Dictionary<string, object>(properties ?? new Dictionary<string, object>(), StringComparer.Ordinal);
        if (reason is not null)
            changes[ServiceBusReceivedMessage.ReasonProperty] = reason;
        if (description is not null)
            changes[ServiceBusReceivedMessage.DescriptionProperty] = description;
        session.Execute(QueueSql.Bury, row.Id, row.HeadWith(changes));
        session.Touch(Topic);
        return true;
    });

    /// <summary>Takes back scheduled messages, all or none.</summary>
    public Task CancelScheduledAsync(IReadOnlyList<long> numbers) => service.Store.WriteAsync(session =>
    {
        var queue = Find(session, create: false)?.Id;
        foreach (var number in numbers)
        {
            if (session.Execute(QueueSql.CancelScheduled, queue, number) != 1)
                throw new ServiceBusException($"There is no scheduled message {number}.", ServiceBusFailureReason.MessageNotFound, Name);
        }

        return true;
    });

    public QueueCounts Count() => service.Store.Read(session =>
    {
        var counts = new QueueCounts(0, 0, 0, 0);
        if (Find(session, create: false) is not { } queue)
            return counts;
        foreach (var (sub, state, count) in session.Query(QueueSql.Count, row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)), queue.Id))
        {
            counts = (sub, state) switch
            {
                (0, 0) => counts with { Ready = count },
                (0, 1 or 4) => counts with { Locked = counts.Locked + count },
                (0, 2) => counts with { Scheduled = count },
                (0, _) => counts with { Deferred = count },
                _ => counts with { DeadLettered = counts.DeadLettered + count },
            };
        }

        return counts;
    });

    public Task ConfigureAsync(TimeSpan lockDuration, int mostDeliveries) => service.Store.WriteAsync(session =>
    {
        Find(session, create: true);
        return session.Execute("UPDATE queue_queue SET lock_ticks = ?2, most_deliveries = ?3 WHERE name = ?1", Name, lockDuration.Ticks, mostDeliveries);
    });

    private (bool IsReady, long? Due) Look(SubQueue subQueue) => service.Store.Read(session =>
    {
        if (Find(session, create: false) is not { } queue)
            return (false, (long?)null);
        var (ready, due) = session.Query(
            QueueSql.Look, row => (row.GetInt64(0) == 1, row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), queue.Id, (int)subQueue)[0];
        return (ready || due <= Now, due);
    });

    /// <summary>What is there now, without waiting.</summary>
    public Task<IReadOnlyList<ServiceBusReceivedMessage>> TakeAsync(SubQueue subQueue, ServiceBusReceiveMode mode, int most) =>
        service.Store.WriteAsync<IReadOnlyList<ServiceBusReceivedMessage>>(session =>
        {
            if (Find(session, create: false) is not { } queue)
                return [];
            var now = Now;
            MakeDueReady(session, queue, subQueue, now);
            session.Execute(QueueSql.Expire, queue.Id, now);
            return [.. session.Query(QueueSql.Ready, MessageRow.Read, queue.Id, (int)subQueue, most).Select(row => HandOver(session, queue, row, mode, now))];
        });

    /// <summary>Messages that were set aside, by number: all or none.</summary>
    /// <exception cref="ServiceBusException">One is not there, is locked, or has expired (MessageNotFound).</exception>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> TakeDeferredAsync(SubQueue subQueue, ServiceBusReceiveMode mode, IReadOnlyList<long> numbers)
    {
        var (taken, missing) = await service.Store.WriteAsync<(IReadOnlyList<ServiceBusReceivedMessage> Taken, long? Missing)>(session =>
        {
            if (Find(session, create: false) is not { } queue)
                return ([], numbers[0]);
            var now = Now;
            MakeDueReady(session, queue, subQueue, now);
            var rows = new List<MessageRow>();
            foreach (var number in numbers)
            {
                session.Execute(QueueSql.ExpireDeferred, queue.Id, (int)subQueue, number, now);
                if (session.Query(QueueSql.Deferred, MessageRow.Read, queue.Id, (int)subQueue, number) is not [var row])
                    return ([], number);
                rows.Add(row);
            }

            return ([.. rows.Select(row => HandOver(session, queue, row, mode, now))], null);
        });
        return missing is null
            ? taken
            : throw new ServiceBusException($"There is no deferred message {missing}, or another receiver holds it.", ServiceBusFailureReason.MessageNotFound, Name);
    }

    private ServiceBusReceivedMessage HandOver(SqliteSession session, QueueRow queue, MessageRow row, ServiceBusReceiveMode mode, long now)
    {
        if (mode == ServiceBusReceiveMode.ReceiveAndDelete)
        {
            session.Execute(QueueSql.Delete, row.Id);
            return row.ToMessage(null, row.Deliveries + 1, 0);
        }

        var token = service.NewId().ToString();
        var isLost = service.Faults?.LosesLock() ?? false;
        session.Execute(QueueSql.Lock, row.Id, isLost ? now : now + queue.LockTicks, token, service.HolderId);
        if (isLost)
            session.Touch(Topic);
        return row.ToMessage(token, row.Deliveries + 1, now + queue.LockTicks);
    }

    private Task<bool> LetGoAsync(
        SubQueue subQueue, ServiceBusReceivedMessage message, IDictionary<string, object>? properties, Action<SqliteSession, QueueRow, MessageRow> letGo) =>
        service.Store.WriteAsync(session =>
        {
            var queue = Find(session, create: false) ?? throw LockLost(message);
            var row = Held(session, queue, subQueue, message);
            if (properties is { Count: > 0 })
                session.Execute(QueueSql.SetHead, row.Id, row.HeadWith(properties));
            letGo(session, queue, row);
            session.Touch(Topic);
            return true;
        });

    // Locks that ran out and scheduled messages whose time has come.
    private static void MakeDueReady(SqliteSession session, QueueRow queue, SubQueue subQueue, long now)
    {
        foreach (var (id, deliveries) in session.Query(QueueSql.DueLocks, row => (row.GetInt64(0), row.GetInt32(1)), queue.Id, (int)subQueue, now))
            GiveBack(session, queue, subQueue, id, deliveries);
        foreach (var (id, ttl) in session.Query(QueueSql.DueScheduled, row => (row.GetInt64(0), row.GetInt64(1)), queue.Id, (int)subQueue, now))
            session.Execute(QueueSql.Appear, id, TakeNumbers(session, queue.Id, 1), now, Expiry(now, ttl));
    }

    private static void GiveBack(SqliteSession session, QueueRow queue, SubQueue subQueue, long id, int deliveries)
    {
        if (subQueue != SubQueue.None || deliveries < queue.MostDeliveries)
        {
            session.Execute(QueueSql.Release, id);
            return;
        }

        var row = session.Query($"SELECT {QueueSql.Columns} FROM queue_message WHERE id = ?1", MessageRow.Read, id)[0];
        session.Execute(QueueSql.Bury, id, row.HeadWith(new Dictionary<string, object>
        {
            [ServiceBusReceivedMessage.ReasonProperty] = "MaxDeliveryCountExceeded",
            [ServiceBusReceivedMessage.DescriptionProperty] = $"Message could not be consumed after {queue.MostDeliveries} delivery attempts.",
        }));
        session.Touch("queue/");
    }

    private MessageRow Held(SqliteSession session, QueueRow queue, SubQueue subQueue, ServiceBusReceivedMessage message) =>
        session.Query(QueueSql.Held, MessageRow.Read, queue.Id, (int)subQueue, message.SequenceNumber, message.LockToken, Now) is [var row] ? row : throw LockLost(message);

    private QueueRow? Find(SqliteSession session, bool create)
    {
        var found = session.Query(QueueSql.FindQueue, QueueRow.Read, Name);
        if (found.Count == 0 && create)
        {
            session.Execute(QueueSql.AddQueue, Name);
            found = session.Query(QueueSql.FindQueue, QueueRow.Read, Name);
        }

        return found is [var queue] ? queue : null;
    }

    private static long TakeNumbers(SqliteSession session, long queue, int count) =>
        Convert.ToInt64(session.Scalar(QueueSql.TakeNumbers, queue, count), CultureInfo.InvariantCulture) - count + 1;

    private static long? Expiry(long enqueued, long ttl) => ttl > DateTime.MaxValue.Ticks - enqueued ? null : enqueued + ttl;

    private async Task SleepAsync(Task raised, TimeSpan sleep, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(raised, Task.Delay(sleep, service.Clock, ending.Token));
        ending.Cancel();
    }

    private ServiceBusException LockLost(ServiceBusReceivedMessage message) => new(
        $"The lock on message {message.SequenceNumber} is no longer held: it ran out, or the message was settled. It will be, or was, delivered again.",
        ServiceBusFailureReason.MessageLockLost, Name);

    private sealed record QueueRow(long Id, long LockTicks, int MostDeliveries)
    {
        public static QueueRow Read(SqliteRow row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2));
    }
}
