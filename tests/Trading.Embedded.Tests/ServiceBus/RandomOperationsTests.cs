using Azure.Messaging.ServiceBus;
using Trading.Embedded.ServiceBus;

namespace Trading.Embedded.Tests.ServiceBus;

/// <summary>Random operations on a queue and on lists that do what the service's documentation says: they agree after each step.</summary>
public sealed class RandomOperationsTests
{
    private const int Seed = 19870427;
    private const int MostDeliveries = 10;
    private const string Queue = "orders";
    private static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);
    private readonly ManualClock clock = new(new DateTimeOffset(2024, 1, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly Random random = new(Seed);
    private readonly List<Entry> entries = [];
    private readonly List<(ServiceBusReceivedMessage Message, Entry Entry)> held = [];
    private readonly List<(long Number, Entry Entry)> scheduled = [];
    private int sent;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_and_a_list_agree()
    {
        using var platform = new TemporaryPlatform(clock);
        for (var step = 0; step < 2000; step++)
        {
            await using var client = new ServiceBusClient(platform.ConnectionString);
            var receiver = client.CreateReceiver(Queue);
            switch (random.Next(14))
            {
                case 0 or 1:
                    await SendAsync(client.CreateSender(Queue));
                    break;
                case 2 or 3 or 4:
                    await ReceiveAsync(platform.Current.Feature(QueueService.Of).Open(Queue), step);
                    break;
                case 5:
                    await SettleAsync(step, entry => entries.Remove(entry), message => receiver.CompleteMessageAsync(message, Token));
                    break;
                case 6:
                    await SettleAsync(step, GiveBack, message => receiver.AbandonMessageAsync(message, null, Token));
                    break;
                case 8:
                    await SettleAsync(step, entry => (entry.IsDeferred, entry.LockedUntil) = (true, null), message => receiver.DeferMessageAsync(message, null, Token));
                    break;
                case 9:
                    await ReceiveDeferredAsync(receiver, step);
                    break;
                case 10:
                    await CancelAsync(client.CreateSender(Queue), step);
                    break;
                case 11:
                    await RenewAsync(receiver, step);
                    break;
                case 7:
                    await SettleAsync(step, entry => (entry.IsDead, entry.IsDeferred, entry.LockedUntil) = (true, false, null), message => receiver.DeadLetterMessageAsync(message, "Why", null, Token));
                    break;
                default:
                    clock.Advance(TimeSpan.FromSeconds(random.Next(1, 40)));
                    break;
            }

            Compare(platform.Current, step);
            await ComparePeekAsync(receiver, step);
        }
    }

    private async Task SendAsync(ServiceBusSender sender)
    {
        var entry = new Entry { Id = $"{sent++}", TimeToLive = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(1, 90)) : null };
        var message = new ServiceBusMessage(entry.Id);
        if (entry.TimeToLive is { } life)
            message.TimeToLive = life;
        entries.Add(entry);
        if (random.Next(4) == 0)
        {
            entry.ScheduledFor = clock.GetUtcNow().AddSeconds(random.Next(1, 120));
            scheduled.Add((await sender.ScheduleMessageAsync(message, entry.ScheduledFor.Value, Token), entry));
            return;
        }

        entry.Expires = clock.GetUtcNow() + entry.TimeToLive;
        await sender.SendMessageAsync(message, Token);
    }

    private async Task ReceiveAsync(MessageQueue queue, int step)
    {
        PassTime();
        var most = random.Next(1, 4);
        var expected = entries.Where(entry => entry.IsReady).Take(most).ToList();

        var messages = await queue.TakeAsync(SubQueue.None, ServiceBusReceiveMode.PeekLock, most);

        Assert.True(
            expected.Select(entry => entry.Id).SequenceEqual(messages.Select(message => message.Body.ToString())),
            $"seed {Seed}, step {step}: received {string.Join(' ', messages.Select(message => message.Body))}, expected {string.Join(' ', expected.Select(entry => entry.Id))}");
        foreach (var (message, entry) in messages.Zip(expected))
            Hold(message, entry);
    }

    private void Hold(ServiceBusReceivedMessage message, Entry entry)
    {
        entry.Number = message.SequenceNumber;
        entry.Deliveries++;
        entry.LockedUntil = clock.GetUtcNow() + LockDuration;
        Assert.Equal((entry.Deliveries, entry.LockedUntil), (message.DeliveryCount, message.LockedUntil));
        held.Add((message, entry));
    }

    private async Task ReceiveDeferredAsync(ServiceBusReceiver receiver, int step)
    {
        if (entries.Where(entry => entry.IsDeferred).ToList() is not { Count: > 0 } aside)
            return;
        var entry = aside[random.Next(aside.Count)];
        PassDueTimes();
        if (entry is { IsDead: false, LockedUntil: null } && entry.Expires <= clock.GetUtcNow())
            entries.Remove(entry);
        var isThere = entries.Contains(entry) && entry is { IsDead: false, LockedUntil: null };

        var error = await Record.ExceptionAsync(async () => Hold(await receiver.ReceiveDeferredMessageAsync(entry.Number, Token), entry));

        Assert.True(isThere == error is null, $"seed {Seed}, step {step}: asking for {entry.Id} gave {error?.Message ?? "no error"}, there: {isThere}");
        if (error is not null)
            Assert.Equal(ServiceBusFailureReason.MessageNotFound, Assert.IsType<ServiceBusException>(error).Reason);
    }

    private async Task CancelAsync(ServiceBusSender sender, int step)
    {
        if (scheduled.Count == 0)
            return;
        var (number, entry) = scheduled[random.Next(scheduled.Count)];
        var isScheduled = entry.ScheduledFor is not null && entries.Remove(entry);

        var error = await Record.ExceptionAsync(() => sender.CancelScheduledMessageAsync(number, Token));

        Assert.True(isScheduled == error is null, $"seed {Seed}, step {step}: cancelling {entry.Id} gave {error?.Message ?? "no error"}, scheduled: {isScheduled}");
    }

    private async Task RenewAsync(ServiceBusReceiver receiver, int step)
    {
        if (held.Count == 0)
            return;
        var (message, entry) = held[random.Next(held.Count)];
        var isHeld = IsHeld(message, entry);

        var error = await Record.ExceptionAsync(() => receiver.RenewMessageLockAsync(message, Token));

        Assert.True(isHeld == error is null, $"seed {Seed}, step {step}: renewing {entry.Id} gave {error?.Message ?? "no error"}, held: {isHeld}");
        if (isHeld)
            entry.LockedUntil = clock.GetUtcNow() + LockDuration;
    }

    private bool IsHeld(ServiceBusReceivedMessage message, Entry entry) =>
        entry.LockedUntil == message.LockedUntil && entry.LockedUntil > clock.GetUtcNow() && entries.Contains(entry) && !entry.IsDead;

    private async Task SettleAsync(int step, Action<Entry> done, Func<ServiceBusReceivedMessage, Task> settle)
    {
        if (held.Count == 0)
            return;
        var index = random.Next(held.Count);
        var (message, entry) = held[index];
        held.RemoveAt(index);
        var isHeld = IsHeld(message, entry);

        var error = await Record.ExceptionAsync(() => settle(message));

        Assert.True(isHeld == error is null, $"seed {Seed}, step {step}: settling {entry.Id} gave {error?.Message ?? "no error"}, held: {isHeld}");
        if (isHeld)
            done(entry);
        else
            Assert.Equal(ServiceBusFailureReason.MessageLockLost, Assert.IsType<ServiceBusException>(error).Reason);
    }

    // What a receiver finds due: locks that ran out, scheduled messages, and then messages that expired.
    private void PassTime()
    {
        PassDueTimes();
        entries.RemoveAll(entry => entry.IsReady && entry.Expires <= clock.GetUtcNow());
    }

    private void PassDueTimes()
    {
        var now = clock.GetUtcNow();
        foreach (var entry in entries.Where(entry => entry.LockedUntil <= now).ToList())
            GiveBack(entry);
        foreach (var entry in entries.Where(entry => entry.ScheduledFor <= now).OrderBy(entry => entry.ScheduledFor).ToList())
        {
            (entry.ScheduledFor, entry.Expires) = (null, now + entry.TimeToLive);
            entries.Remove(entry);
            entries.Add(entry);
        }
    }

    private static void GiveBack(Entry entry)
    {
        entry.LockedUntil = null;
        entry.IsDead = entry.Deliveries >= MostDeliveries;
        entry.IsDeferred &= !entry.IsDead;
    }

    private void Compare(EmbeddedPlatform platform, int step)
    {
        var counts = EmbeddedQueues.Count(platform, Queue);
        // Between receives the queue hasn't looked at the time yet, so only the sum of what lives is sure; expired ones may be there still.
        var living = entries.Count(entry => !entry.IsDead);
        Assert.True(
            living == counts.Ready + counts.Locked + counts.Scheduled + counts.Deferred && entries.Count(entry => entry.IsDead) == counts.DeadLettered,
            $"seed {Seed}, step {step}: {counts}, expected {living} living");
    }

    private async Task ComparePeekAsync(ServiceBusReceiver receiver, int step)
    {
        var expected = entries.Where(entry => !entry.IsDead).Select(entry => entry.Id);

        var seen = await receiver.PeekMessagesAsync(10_000, 0, Token);

        Assert.True(
            expected.SequenceEqual(seen.Select(message => message.Body.ToString())),
            $"seed {Seed}, step {step}: peeked {string.Join(' ', seen.Select(message => message.Body))}, expected {string.Join(' ', expected)}");
        Assert.Equal(seen.Select(message => message.SequenceNumber).Order(), seen.Select(message => message.SequenceNumber));
    }

    private sealed class Entry
    {
        public required string Id { get; init; }

        public TimeSpan? TimeToLive { get; init; }

        public DateTimeOffset? ScheduledFor { get; set; }

        public DateTimeOffset? Expires { get; set; }

        public DateTimeOffset? LockedUntil { get; set; }

        public int Deliveries { get; set; }

        public long Number { get; set; }

        public bool IsDead { get; set; }

        public bool IsDeferred { get; set; }

        public bool IsReady => !IsDead && !IsDeferred && LockedUntil is null && ScheduledFor is null;
    }
}
