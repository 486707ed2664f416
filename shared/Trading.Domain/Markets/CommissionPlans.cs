namespace Trading.Domain.Markets;

/// <summary>The commissions that brokers publish; what an account pays may have been agreed otherwise.</summary>
/// <remarks>
/// Interactive Brokers: interactivebrokers.co.uk/en/pricing/commissions-stocks.php. Alpaca: commission-free for orders by API. Korea: the
/// standing online rates without promotion, exchange fees inside: 0.0140527 % at Korea Investment (BanKIS), 0.015 % as published by Kiwoom (2014) and by
/// LS under its former name eTrade (2013), still the common rate. Taxes and the fees of regulators are no commission: see
/// <see cref="TransactionTax"/> and <see cref="RegulatoryFees"/>.
/// </remarks>
public static class CommissionPlans
{
    /// <summary>The market whose shares a plan is for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such plan.</exception>
    public static Market MarketOf(CommissionPlan plan) => plan switch
    {
        CommissionPlan.IbkrFixed or CommissionPlan.Alpaca => Market.US,
        CommissionPlan.Kis or CommissionPlan.Kiwoom or CommissionPlan.Ls => Market.KRX,
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "No such plan."),
    };

    /// <summary>What a plan takes for a fill.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such plan.</exception>
    public static CommissionSchedule Of(CommissionPlan plan) => plan switch
    {
        CommissionPlan.IbkrFixed => new CommissionSchedule(0, PerUnit: 0.005m, Minimum: 1, Maximum: 0.01m),
        CommissionPlan.Alpaca => default,
        CommissionPlan.Kis => new CommissionSchedule(0.000140527m),
        CommissionPlan.Kiwoom or CommissionPlan.Ls => new CommissionSchedule(0.00015m),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "No such plan."),
    };
}
