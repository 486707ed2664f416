using System.Diagnostics;

namespace Trading.EndToEnd.Tests;

/// <summary>Waits for what another process does.</summary>
internal static class Wait
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the limit.</exception>
    public static async Task ForAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> describe, CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            if (since.Elapsed > limit)
                throw new TimeoutException($"After {limit.TotalSeconds} s: {describe()}");
            await Task.Delay(Look, cancellationToken);
        }
    }
}
