namespace Trading.Domain.Markets;

/// <summary>What a broker publishes as its commission, by name; the numbers are in <see cref="CommissionPlans"/>.</summary>
public enum CommissionPlan
{
    /// <summary>Interactive Brokers, IBKR Pro, fixed pricing for United States shares.</summary>
    IbkrFixed,

    /// <summary>Alpaca, United States shares by its API.</summary>
    Alpaca,

    /// <summary>Korea Investment &amp; Securities, a BanKIS account, online.</summary>
    Kis,

    /// <summary>Kiwoom Securities, online.</summary>
    Kiwoom,

    /// <summary>LS Securities, online.</summary>
    Ls,
}
