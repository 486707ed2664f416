namespace Trading.Application.Accounts;

/// <summary>What an account has: in its own currency, and in others. Amounts of different currencies are never added.</summary>
public sealed record BalanceView : CurrencyFunds
{
    /// <summary>What there is in the account's own currency, and <see cref="Foreign"/>.</summary>
    internal BalanceView(CurrencyFunds own, IReadOnlyList<CurrencyFunds> foreign)
        : base(own) => Foreign = foreign;

    /// <summary>What there is in each other currency that was ever in it, by code.</summary>
    public IReadOnlyList<CurrencyFunds> Foreign { get; }
}
