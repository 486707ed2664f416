namespace Trading.Embedded;

/// <summary>What a process does on a data folder. Several roles may share one; each exists once.</summary>
public enum EmbeddedRole
{
    /// <summary>Runs the functions app.</summary>
    Functions,

    /// <summary>Holds the sessions with brokers.</summary>
    Gateway,
}
