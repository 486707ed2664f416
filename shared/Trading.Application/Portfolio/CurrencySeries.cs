using Trading.Domain;
using Trading.Domain.Portfolio;
using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>What accounts had together in one currency, session by session, in a stretch of time.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Before">Day of the last session before the stretch; the day before the first in it when there is none.</param>
/// <param name="StartValue">Worth on that day; zero when there is none.</param>
/// <param name="Days">The sessions of the stretch with what was worth and moved, oldest first, one or more.</param>
internal sealed record CurrencySeries(string Currency, DateOnly Before, decimal StartValue, IReadOnlyList<SeriesDay> Days)
{
    /// <summary>Amounts as they are computed with. They leave the books here, as the nearest double.</summary>
    public IReadOnlyList<ValuedDay> Valued { get; } = [.. Days.Select(day => new ValuedDay(day.Date, (double)day.Value, (double)day.PaidIn, (double)day.TakenOut))];

    /// <summary>The series of each currency that has a session in the stretch, by code. An account without a session on a day is worth what it was before.</summary>
    public static IReadOnlyList<CurrencySeries> Of(IReadOnlyList<AccountHistory> histories, DateOnly from, DateOnly to) =>
    [
        .. histories.SelectMany(history => history.Days).SelectMany(day => day.Currencies).Select(one => one.Currency).Distinct().Order(StringComparer.Ordinal)
            .Select(currency => Of(currency, histories, from, to)).OfType<CurrencySeries>(),
    ];

    /// <summary>
    /// All currencies in one, each amount at the rate of its day. What one currency got for another is neither paid in nor taken out: what the exchange cost, and what the
    /// rates did, is profit.
    /// </summary>
    /// <param name="series">Of the same accounts and stretch, one or more.</param>
    /// <param name="converter">Knows the rates.</param>
    /// <returns>It, or the first rate that is missing on a day that has an amount.</returns>
    public static Result<CurrencySeries, MissingRate> Together(IReadOnlyList<CurrencySeries> series, CurrencyConverter converter)
    {
        var dates = series.SelectMany(one => one.Days).Select(day => day.Date).Distinct().Order().ToList();
        var before = series.Select(one => one.Before).Where(date => date < dates[0]).DefaultIfEmpty(dates[0].AddDays(-1)).Max();
        var worth = series.Select(one => one.StartValue).ToArray();
        var next = new int[series.Count];
        MissingRate? missing = null;
        List<SeriesDay> days = [];
        foreach (var date in dates)
        {
            var day = new SeriesDay(date, 0, 0, 0, 0, 0);
            for (var i = 0; i < series.Count; i++)
            {
                if (next[i] < series[i].Days.Count && series[i].Days[next[i]].Date == date)
                {
                    var own = series[i].Days[next[i]++];
                    worth[i] = own.Value;
                    day = day with { PaidIn = day.PaidIn + In(own.PaidIn - own.Got, i, date), TakenOut = day.TakenOut + In(own.TakenOut - own.Given, i, date) };
                }

                // A currency without a session that day is worth what it was, at the rate of the day.
                day = day with { Value = day.Value + In(worth[i], i, date) };
            }

            days.Add(day);
        }

        var startValue = series.Select((one, i) => In(one.StartValue, i, before)).Sum();
        if (missing is not null)
            return missing;
        return new CurrencySeries(converter.Currency, before, startValue, days);

        decimal In(decimal amount, int of, DateOnly date)
        {
            if (converter.Convert(amount, series[of].Currency, date).TryGet(out var shown, out var unknown))
                return shown;
            missing ??= unknown;
            return 0;
        }
    }

    private static CurrencySeries? Of(string currency, IReadOnlyList<AccountHistory> histories, DateOnly from, DateOnly to)
    {
        var all = histories.SelectMany((history, account) => history.Days.Select(day => (day.Date, Account: account, Amounts: day.Currencies.FirstOrDefault(one => one.Currency == currency))))
            .Where(one => one.Amounts is not null && one.Date <= to).GroupBy(one => one.Date).OrderBy(day => day.Key);
        var worth = new decimal[histories.Count];
        (DateOnly? before, var startValue) = (null, 0m);
        List<SeriesDay> days = [];
        foreach (var day in all)
        {
            foreach (var (_, account, amounts) in day)
                worth[account] = amounts!.TotalAssets.Value;
            if (day.Key < from)
                (before, startValue) = (day.Key, worth.Sum());
            else
                days.Add(new SeriesDay(
                    day.Key, worth.Sum(), day.Sum(one => one.Amounts!.PaidIn.Value), day.Sum(one => one.Amounts!.TakenOut.Value),
                    day.Sum(one => one.Amounts!.Got.Value), day.Sum(one => one.Amounts!.Given.Value)));
        }

        return days.Count == 0 ? null : new CurrencySeries(currency, before ?? days[0].Date.AddDays(-1), startValue, days);
    }
}
