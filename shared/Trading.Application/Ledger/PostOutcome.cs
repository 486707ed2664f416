namespace Trading.Application.Ledger;

/// <summary>What became of an entry.</summary>
public enum PostOutcome
{
    /// <summary>It stands in the ledger now.</summary>
    Posted,

    /// <summary>An entry with its id stood there already; nothing was written.</summary>
    AlreadyPosted,

    /// <summary>Somebody else posted since the books were read; nothing was written.</summary>
    Conflict,
}
