namespace Trading.Quant.Backtests;

/// <summary>Where a market order given at a bar's close trades. Limits and stops rest from the next bar on, in either case.</summary>
public enum FillTiming
{
    /// <summary>At the open of the next bar: nothing that was known at the decision can be traded at.</summary>
    NextOpen,

    /// <summary>At the close on which it was decided, as if the order could be sent just before it: flattering, for comparison.</summary>
    Close,
}
