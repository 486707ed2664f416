namespace Trading.Conformance;

/// <summary>What goes wrong between a caller and a broker.</summary>
public enum VenueFailure
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No connection comes about.</summary>
    Unreachable,

    /// <summary>The request never arrives, and no answer comes.</summary>
    RequestLost,

    /// <summary>What was asked is done, and no answer comes.</summary>
    AnswerLost,

    /// <summary>What was asked is done, and the answer takes for ever.</summary>
    Silent,

    /// <summary>After a reset it answers and knows of no order for a while.</summary>
    Forgetful,

    /// <summary>It refuses orders because there are too many.</summary>
    RateLimited,
}
