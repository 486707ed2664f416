namespace Trading.Embedded.Tests.Functions;

/// <summary>What functions under test leave behind, and a way to wait for it.</summary>
public sealed class Notes
{
    private readonly Lock gate = new();
    private readonly List<string> all = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything noted, oldest first.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    /// <summary>Notes a line.</summary>
    public void Add(string note)
    {
        lock (gate)
        {
            all.Add(note);
            changed.SetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until a condition holds of what is noted.</summary>
    public async Task<IReadOnlyList<string>> WaitAsync(Func<IReadOnlyList<string>, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            string[] now;
            Task next;
            lock (gate)
                (now, next) = ([.. all], changed.Task);
            if (condition(now))
                return now;
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Waited in vain; noted so far: {string.Join(" | ", now)}");
            }
        }
    }
}
