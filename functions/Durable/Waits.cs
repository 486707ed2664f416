using Microsoft.DurableTask;

namespace Trading.Functions.Durable;

/// <summary>Waits of orchestrators. No wait is without a limit: an event is a hint to look now, its absence leads to a look later.</summary>
internal static class Waits
{
    /// <summary>The event that says: there is something to look at.</summary>
    public const string WakeEvent = "Wake";

    /// <summary>Waits for <see cref="WakeEvent"/>.</summary>
    /// <returns>False when it did not come in time.</returns>
    public static async Task<bool> WokenWithinAsync(this TaskOrchestrationContext context, TimeSpan limit)
    {
        try
        {
            await context.WaitForExternalEvent<string>(WakeEvent, limit);
            return true;
        }
        catch (TaskCanceledException)
        {
            return false;
        }
    }
}
