namespace Trading.Application.Portfolio;

/// <summary>How accounts did, in each currency by itself.</summary>
/// <param name="Accounts">Ids of the accounts that it is about, oldest first.</param>
/// <param name="Currencies">Each currency that was held in the time asked for; none when there was no session in it.</param>
public sealed record PerformanceView(IReadOnlyList<string> Accounts, IReadOnlyList<CurrencyPerformance> Currencies)
{
    /// <summary>All currencies in the one that was asked for, each amount at the rate of its day; null where none was asked for, or there was no session.</summary>
    public MoneyPerformance? Together { get; init; }
}
