using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>A timer function that says when it runs, and may be held up.</summary>
public sealed class ScheduledSpecimens(Notes notes, TimeProvider clock)
{
    [Function("Scheduled")]
    public async Task RunAsync([TimerTrigger("%Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():HH:mm:ss} pastDue={timer.IsPastDue}"));
        if (notes.All.Contains("hold"))
            await notes.WaitAsync(all => all.Contains("go on")).WaitAsync(cancellationToken);
    }
}
