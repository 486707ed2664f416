namespace Trading.Domain.Exits;

/// <summary>How far a guard is.</summary>
public enum GuardStatus
{
    /// <summary>It watches prices.</summary>
    Watching,

    /// <summary>A price was reached: the position is being closed.</summary>
    Exiting,

    /// <summary>Final: there is no such position any more.</summary>
    Ended,

    /// <summary>Final: the position could not be closed, its exits were refused again and again.</summary>
    Stuck,
}
