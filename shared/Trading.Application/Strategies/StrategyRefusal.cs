namespace Trading.Application.Strategies;

/// <summary>Why a strategy was not stored or changed. Nothing was written.</summary>
public abstract record StrategyRefusal
{
    private StrategyRefusal()
    {
    }

    /// <summary>The user has no strategy of that id.</summary>
    public sealed record Unknown : StrategyRefusal;

    /// <summary>The strategy has no version of that number.</summary>
    /// <param name="Newest">Its newest version.</param>
    public sealed record UnknownVersion(int Newest) : StrategyRefusal;

    /// <summary>It was changed since the version that the change was made from.</summary>
    /// <param name="Newest">Its newest version.</param>
    public sealed record Changed(int Newest) : StrategyRefusal;

    /// <summary>The document is not valid.</summary>
    /// <param name="Errors">What is wrong, by field.</param>
    public sealed record Invalid(FieldErrors Errors) : StrategyRefusal;
}
