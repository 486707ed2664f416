namespace Trading.Local.Trials;

/// <summary>The times during which something was stopped, oldest first.</summary>
internal sealed class StoppedTimes
{
    private readonly List<(DateTimeOffset Since, DateTimeOffset? Until)> times = [];
    private bool hasJustEnded;

    /// <summary>How many there are.</summary>
    public int Count => times.Count;

    /// <summary>A time begins, unless one is under way.</summary>
    public void Begin(DateTimeOffset at)
    {
        if (times is not [.., { Until: null }])
            times.Add((at, null));
    }

    /// <summary>The time under way ends; nothing happens where there is none.</summary>
    public void End(DateTimeOffset at)
    {
        hasJustEnded = times is [.., { Until: null }];
        if (hasJustEnded)
            times[^1] = (times[^1].Since, at);
    }

    /// <summary>What the last <see cref="End"/> ended did not end after all; where it ended nothing, somebody else has stopped since.</summary>
    public void GoOn()
    {
        if (hasJustEnded)
            times[^1] = (times[^1].Since, null);
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
