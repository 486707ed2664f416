namespace Trading.Application.Simulations;

/// <summary>Why the platform and a back-test over the same bars differ somewhere.</summary>
public enum ParityCause
{
    /// <summary>Nothing that is known explains it: one of the two is wrong.</summary>
    Unexplained,

    /// <summary>A risk check denied the order.</summary>
    RiskDenied,

    /// <summary>The broker refused the order.</summary>
    BrokerRejected,

    /// <summary>The order was cancelled before it traded.</summary>
    Cancelled,

    /// <summary>The order has not ended.</summary>
    StillOpen,

    /// <summary>The order traded a part only.</summary>
    PartialFill,

    /// <summary>The simulation ended before that bar.</summary>
    Stopped,

    /// <summary>There are other bars now than those that the simulation went through.</summary>
    BarsChanged,

    /// <summary>Books count in decimals and back-tests in binary fractions: the last decimals differ, or a whole unit is just not to be paid for.</summary>
    Rounding,

    /// <summary>An earlier difference left another position or another amount of cash.</summary>
    FollowsEarlier,
}
