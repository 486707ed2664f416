using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Application.Orders;
using Trading.Functions.Durable;

namespace Trading.Functions.Orders;

/// <summary>The life of one order, from its stored intent to its last booking. Instance id = order id.</summary>
public static class OrderLifecycle
{
    private const int LooksPerRun = 50;
    private const int LooksAtUnknown = 6;
    private static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>Risk, submission, then fills until the order is settled. Each step looks at what is stored, so a new run repeats none.</summary>
    [Function(nameof(OrderLifecycle))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, OrderReference order)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return await LiveAsync(context, order);
        }
        catch (TaskFailedException)
        {
            // A broker or a store that is gone for longer than a step is repeated ends no order: nobody else would look after it.
            await context.WokenWithinAsync(AfterFailure);
            context.ContinueAsNew(order);
            return "";
        }
    }

    private static async Task<string> LiveAsync(TaskOrchestrationContext context, OrderReference order)
    {
        var progress = await context.CallActivityAsync<OrderProgress>(OrderActivities.CheckRisk, new OrderStep(order, Told: 0), Retry.Idempotent);
        if (!progress.IsDone)
            progress = await context.CallActivityAsync<OrderProgress>(OrderActivities.Dispatch, new OrderStep(order, Told: 0), Retry.Idempotent);

        for (var (look, quiet) = (0, 0); !progress.IsSettled; look++)
        {
            if (look == LooksPerRun)
            {
                context.ContinueAsNew(order);
                break;
            }

            var woken = await context.WokenWithinAsync(Wait(quiet, progress));
            var asks = !woken || progress.IsFateOpen;
            var looked = await context.CallActivityAsync<OrderProgress>(OrderActivities.Book, new OrderStep(order, progress.Version, asks), Retry.Idempotent);
            // The message may be what got lost; and an order that takes another's place leaves when that one has ended.
            if (looked is { IsOnItsWay: true, IsDone: false })
                looked = await context.CallActivityAsync<OrderProgress>(OrderActivities.Dispatch, new OrderStep(order, looked.Version), Retry.Idempotent);
            // Whatever happened, what follows from it may get lost, so it is looked for soon again.
            quiet = looked.Version != progress.Version ? 0 : woken ? quiet : quiet + 1;
            progress = looked;
        }

        return progress.Status;
    }

    // Whose fate is open is asked for soon and often, so that a person hears of it after a minute.
    private static TimeSpan Wait(int quiet, OrderProgress progress)
    {
        if (progress.IsFateOpen && quiet < LooksAtUnknown)
            return UnknownWait;
        var wait = FirstWait * Math.Pow(2, Math.Min(quiet, 10));
        return wait < LongestWait ? wait : LongestWait;
    }
}
