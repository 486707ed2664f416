using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>What accounts had together in one currency, session by session, in a stretch of time.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Before">Day of the last session before the stretch; the day before the first in it when there is none.</param>
/// <param name="StartValue">Worth on that day; zero when there is none.</param>
/// <param name="Days">The sessions of the stretch with what was worth and moved, oldest first, one or more.</param>
internal sealed record CurrencySeries(string Currency, DateOnly Before, decimal StartValue, IReadOnlyList<(DateOnly Date, decimal Value, decimal PaidIn, decimal TakenOut)> Days)
{
    /// <summary>Amounts as they are computed with. They leave the books here, as the nearest double.</summary>
    public IReadOnlyList<ValuedDay> Valued { get; } = [.. Days.Select(day => new ValuedDay(day.Date, (double)day.Value, (double)day.PaidIn, (double)day.TakenOut))];

    /// <summary>The series of each currency that has a session in the stretch, by code. An account without a session on a day is worth what it was before.</summary>
    public static IReadOnlyList<CurrencySeries> Of(IReadOnlyList<AccountHistory> histories, DateOnly from, DateOnly to) =>
    [
        .. histories.SelectMany(history => history.Days).SelectMany(day => day.Currencies).Select(one => one.Currency).Distinct().Order(StringComparer.Ordinal)
            .Select(currency => Of(currency, histories, from, to)).OfType<CurrencySeries>(),
    ];

    private static CurrencySeries? Of(string currency, IReadOnlyList<AccountHistory> histories, DateOnly from, DateOnly to)
    {
        var all = histories.SelectMany((history, account) => history.Days.Select(day => (day.Date, Account: account, Amounts: day.Currencies.FirstOrDefault(one => one.Currency == currency))))
            .Where(one => one.Amounts is not null && one.Date <= to).GroupBy(one => one.Date).OrderBy(day => day.Key);
        var worth = new decimal[histories.Count];
        (DateOnly? before, var startValue) = (null, 0m);
        List<(DateOnly, decimal, decimal, decimal)> days = [];
        foreach (var day in all)
        {
            foreach (var (_, account, amounts) in day)
                worth[account] = amounts!.TotalAssets.Value;
            if (day.Key < from)
                (before, startValue) = (day.Key, worth.Sum());
            else
                days.Add((day.Key, worth.Sum(), day.Sum(one => one.Amounts!.PaidIn.Value), day.Sum(one => one.Amounts!.TakenOut.Value)));
        }

        return days.Count == 0 ? null : new CurrencySeries(currency, before ?? days[0].Item1.AddDays(-1), startValue, days);
    }
}
