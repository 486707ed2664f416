namespace Trading.Local.Trials;

/// <summary>The times during which something was stopped, oldest first.</summary>
internal sealed class StoppedTimes
{
    private readonly List<(DateTimeOffset Since, DateTimeOffset? Until)> times = [];

    /// <summary>How many there are.</summary>
    public int Count => times.Count;

    /// <summary>A time begins, unless one is under way.</summary>
    public void Begin(DateTimeOffset at)
    {
        if (times is not [.., { Until: null }])
            times.Add((at, null));
    }

    /// <summary>The time under way ends.</summary>
    public void End(DateTimeOffset at)
    {
        if (times is [.., { Until: null } last])
            times[^1] = (last.Since, at);
    }

    /// <summary>The last time did not end after all.</summary>
    public void GoOn()
    {
        if (times is [.., var last])
            times[^1] = (last.Since, null);
    }

    /// <summary>The beginning of the time within which both instants lie; null when there is none.</summary>
    public DateTimeOffset? Over(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var (since, until) in times)
        {
            if (since < from && (until is null || to < until))
                return since;
        }

        return null;
    }
}
