using Trading.Domain.MarketData;
using Trading.Domain.Values;

namespace Trading.Domain.Portfolio;

/// <summary>Shows amounts of several currencies in one, each at the rate of its day. For what is shown; books never mix currencies.</summary>
/// <param name="currency">ISO 4217 code of the currency to show.</param>
/// <param name="rates">By currency, what one unit of it was worth in that currency, by day ascending.</param>
public sealed class CurrencyConverter(string currency, IReadOnlyDictionary<string, IReadOnlyList<ExchangeRate>> rates)
{
    /// <summary>Days for which a rate stands where no newer one is known: longer than any market was closed.</summary>
    public const int MaxAgeDays = 14;

    /// <summary>ISO 4217 code of the currency that amounts are shown in.</summary>
    public string Currency => currency;

    /// <summary>The rate of a currency on a day: the last one known by then.</summary>
    /// <param name="of">ISO 4217 code.</param>
    /// <param name="day">The day.</param>
    /// <returns>1 for the currency itself; null when none is known, or only one older than <see cref="MaxAgeDays"/>.</returns>
    public ExchangeRate? RateOn(string of, DateOnly day)
    {
        if (of == currency)
            return new ExchangeRate(day, 1);
        if (!rates.TryGetValue(of, out var known))
            return null;
        var (low, high) = (0, known.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = known[middle].Date <= day ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && day.DayNumber - known[low - 1].Date.DayNumber <= MaxAgeDays ? known[low - 1] : null;
    }

    /// <summary>An amount at the rate of a day, rounded as the books round.</summary>
    /// <param name="amount">Nothing is worth nothing whatever the rate.</param>
    /// <param name="of">ISO 4217 code of its currency.</param>
    /// <param name="day">The day.</param>
    /// <returns>It, or which rate is missing.</returns>
    public Result<decimal, MissingRate> Convert(decimal amount, string of, DateOnly day)
    {
        if (amount == 0)
            return 0m;
        if (RateOn(of, day) is not { } rate)
            return new MissingRate(of, currency, day);
        return Money.Rounded(amount * rate.Rate).Value;
    }
}
