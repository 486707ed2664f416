namespace Trading.Application.Portfolio;

/// <summary>How accounts did. Currencies are never added to one another.</summary>
/// <param name="Accounts">Ids of the accounts that it is about, oldest first.</param>
/// <param name="Currencies">Each currency that was held in the time asked for; none when there was no session in it.</param>
public sealed record PerformanceView(IReadOnlyList<string> Accounts, IReadOnlyList<CurrencyPerformance> Currencies);
