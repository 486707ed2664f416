namespace Trading.Domain.Strategies;

/// <summary>How the size of an entry is found.</summary>
public enum SizingKind
{
    /// <summary>Everything the account's cash buys at the fill, commission included.</summary>
    AllIn,
}
