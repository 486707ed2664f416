namespace Trading.Local;

/// <summary>What the program's end means.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command was understood and could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended at once by a second Ctrl-C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended at once by a second SIGTERM.</summary>
    public const int Terminated = 143;
}
