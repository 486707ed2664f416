namespace Trading.Embedded.Durable;

/// <summary>Where an episode left its orchestration.</summary>
internal abstract record Outcome
{
    /// <summary>It waits for something, or is halted.</summary>
    internal sealed record Waiting(bool Suspended) : Outcome;

    /// <summary>It returned.</summary>
    internal sealed record Returned(string? Output) : Outcome;

    /// <summary>It threw, or can't go on.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="AtOnce">Whether what it asked for in its last episode must not happen any more.</param>
    internal sealed record Broken(StoredFailure Failure, bool AtOnce) : Outcome;

    /// <summary>A client ended it.</summary>
    internal sealed record EndedByClient(string? Output, bool Recursive) : Outcome;

    /// <summary>It begins anew.</summary>
    internal sealed record BegunAnew(string? Input, IReadOnlyList<EventRaised> Carried) : Outcome;
}
