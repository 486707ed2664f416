namespace Trading.Domain.Signals;

/// <summary>What a signal says.</summary>
public enum SignalKind
{
    /// <summary>Buy.</summary>
    Buy,

    /// <summary>Sell.</summary>
    Sell,

    /// <summary>Sell, because a loss has become as large as it may.</summary>
    StopLoss,

    /// <summary>Leave things as they are: noted with its reason, and no order follows.</summary>
    Hold,
}
