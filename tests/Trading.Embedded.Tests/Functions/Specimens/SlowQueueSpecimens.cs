using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>A queue function that is held up.</summary>
public sealed class SlowQueueSpecimens(Notes notes)
{
    [Function("SlowQueue")]
    public async Task RunAsync([ServiceBusTrigger("slow")] string message, CancellationToken cancellationToken)
    {
        notes.Add($"{message} begins");
        await notes.WaitAsync(all => all.Contains("go on")).WaitAsync(cancellationToken);
        notes.Add($"{message} ends");
    }
}
