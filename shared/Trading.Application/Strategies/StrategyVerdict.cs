namespace Trading.Application.Strategies;

/// <summary>What a check of a strategy came to.</summary>
public enum StrategyVerdict
{
    /// <summary>Nothing was found.</summary>
    Passed,

    /// <summary>Something its owner should know before trading with it.</summary>
    Warning,

    /// <summary>As it is, the strategy can't do what it says.</summary>
    Failed,

    /// <summary>There was nothing to check it on.</summary>
    Skipped,
}
