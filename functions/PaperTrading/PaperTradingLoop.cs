using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trading.Application.PaperTrading;
using Trading.Functions.Durable;

namespace Trading.Functions.PaperTrading;

/// <summary>A strategy at work: bar after bar until its replay is over or it is stopped. Instance id = deployment id.</summary>
public static class PaperTradingLoop
{
    internal const string Name = "PaperTrading";

    private const int RoundsPerRun = 50;
    private static readonly TimeSpan OrderWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BarWait = TimeSpan.FromMinutes(1);

    /// <summary>Advances the market to the next bar where something happens, waits for what came of it, and so on.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PaperTradingRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        for (var round = 0; round < RoundsPerRun; round++)
        {
            var step = await AdvanceAsync(context, run);
            if (step.Is(AdvanceOutcome.Ended))
                return;
            var nudge = false;
            if (step.Is(AdvanceOutcome.AwaitOrders))
                nudge = !await context.WokenWithinAsync(OrderWait);
            else if (step.Is(AdvanceOutcome.AwaitBars))
                await context.WokenWithinAsync(BarWait);
            else if (step.PauseSeconds > 0)
                await context.WokenWithinAsync(TimeSpan.FromSeconds(step.PauseSeconds));
            run = run with { Nudge = nudge };
        }

        context.ContinueAsNew(run);
    }

    private static async Task<AdvanceStep> AdvanceAsync(TaskOrchestrationContext context, PaperTradingRun run)
    {
        try
        {
            return await context.CallActivityAsync<AdvanceStep>(PaperTradingActivities.Advance, run, Retry.Idempotent);
        }
        catch (TaskFailedException failure)
        {
            var reason = failure.FailureDetails.ErrorMessage;
            await context.CallActivityAsync(PaperTradingActivities.Fail, new FailRequest(run.Deployment, reason), Retry.Idempotent);
            return AdvanceStep.Of(AdvanceOutcome.Ended);
        }
    }
}
