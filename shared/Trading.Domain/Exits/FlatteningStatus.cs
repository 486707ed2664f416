namespace Trading.Domain.Exits;

/// <summary>How far a flattening is.</summary>
public enum FlatteningStatus
{
    /// <summary>Orders that it found are still open, or their fills are not booked.</summary>
    Cancelling,

    /// <summary>Its own orders are closing the positions.</summary>
    Closing,

    /// <summary>The account holds nothing and has no open orders.</summary>
    Flat,

    /// <summary>Nothing more can be done: what is left was refused again and again.</summary>
    Stuck,
}
