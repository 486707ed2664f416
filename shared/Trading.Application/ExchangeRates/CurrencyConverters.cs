using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Portfolio;

namespace Trading.Application.ExchangeRates;

/// <summary>Reads the rates by which amounts of several currencies are shown in one.</summary>
public sealed class CurrencyConverters(IExchangeRates rates)
{
    /// <summary>A converter into a currency. A pair that is stored the other way round serves as well, and so do both together.</summary>
    /// <param name="currency">ISO 4217 code of the currency to show.</param>
    /// <param name="of">Codes of the amounts' currencies.</param>
    /// <param name="from">First day that has amounts.</param>
    /// <param name="to">Last day that has amounts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CurrencyConverter> ReadAsync(string currency, IEnumerable<string> of, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(of);
        var first = from.DayNumber > CurrencyConverter.MaxAgeDays ? from.AddDays(-CurrencyConverter.MaxAgeDays) : DateOnly.MinValue;
        var found = new Dictionary<string, IReadOnlyList<ExchangeRate>>(StringComparer.Ordinal);
        foreach (var other in of.Where(other => other != currency).Distinct())
        {
            var direct = await rates.ReadAsync(CurrencyPair.Create(other, currency), first, to, cancellationToken);
            var reverse = await rates.ReadAsync(CurrencyPair.Create(currency, other), first, to, cancellationToken);
            // Of a day that has both, the one that was stored the way it is asked for.
            found[other] = [.. direct.Concat(reverse.Select(rate => rate with { Rate = 1 / rate.Rate })).DistinctBy(rate => rate.Date).OrderBy(rate => rate.Date)];
        }

        return new CurrencyConverter(currency, found);
    }

    /// <summary>What is wrong with asking for a currency of which a rate is missing.</summary>
    /// <param name="missing">Which.</param>
    public static FieldErrors ErrorsOf(MissingRate missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        var errors = new FieldErrors();
        errors.Add(
            "currency",
            $"currency is '{missing.In}'; expected one in which {missing.Of} has a stored rate (of {missing.Of}{missing.In} or {missing.In}{missing.Of}) on {missing.Day:yyyy-MM-dd} or in the {CurrencyConverter.MaxAgeDays} days before.");
        return errors;
    }
}
