using System.Threading.Channels;

namespace Trading.Embedded.Durable;

/// <summary>
/// Looks what came into the store, whoever wrote it: after each commit that brought work, at the due time of the next timer, and
/// once at the start. Numbers only grow, so each row is seen once and in the order of the commits.
/// </summary>
internal sealed class ArrivalReader(DurableWork work, OrchestrationDispatcher orchestrations, ActivityDispatcher activities)
{
    // Timers run by a clock that stands still while a computer sleeps; so a long wait looks at the time now and then.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> looks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long lastMessage;
    private long lastActivity;

    public void Look() => looks.Writer.TryWrite(true);

    public async Task RunAsync()
    {
        using var listening = work.Store.Listen(InstanceTable.WorkTopic, Look);
        orchestrations.Drained = Look;
        activities.Drained = Look;
        await using var alarm = work.Clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look();
        var failures = 0;
        try
        {
            while (true)
            {
                await looks.Reader.ReadAsync(work.Stop);
                try
                {
                    await TakeInAsync(alarm);
                    failures = 0;
                }
                catch (Exception error) when (error is not (OperationCanceledException or ObjectDisposedException))
                {
                    var delay = DurableWork.Backoff(failures++);
                    work.Logger.LookDelayed(error, delay);
                    alarm.Change(delay, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException) when (work.Stop.IsCancellationRequested)
        {
            // The stop: what lies in the store is found at the next start.
        }
        catch (ObjectDisposedException)
        {
            // The platform has closed under the engine: the same.
        }
    }

    private async Task TakeInAsync(ITimer alarm)
    {
        var (messageRoom, activityRoom) = (orchestrations.Room, activities.Room);
        var arrivals = work.Store.Read(session => WorkTable.ReadArrivals(session, lastMessage, messageRoom, lastActivity, activityRoom));
        orchestrations.MoreInStore = arrivals.Messages.Count == messageRoom;
        if (arrivals.Messages.Count > 0)
        {
            lastMessage = arrivals.Messages[^1].Id;
            orchestrations.Deliver(arrivals.Messages);
        }

        activities.MoreInStore = arrivals.Activities.Count == activityRoom;
        if (arrivals.Activities.Count > 0)
        {
            lastActivity = arrivals.Activities[^1].Id;
            activities.Add(arrivals.Activities);
        }

        // Room may have come up between the look and the taking in.
        if (orchestrations.WantsMore || activities.WantsMore)
            Look();
        if (arrivals.NextDue is not { } due)
            return;
        var wait = new TimeSpan(due - work.Now.Ticks);
        if (wait <= TimeSpan.Zero)
            await work.Store.WriteAsync(session => WorkTable.FireDue(session, work.Now));
        else
            alarm.Change(wait < LongestSleep ? RoundUp(wait) : LongestSleep, Timeout.InfiniteTimeSpan);
    }

    // Timers count whole milliseconds; a fraction less would wake too early, again and again.
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
