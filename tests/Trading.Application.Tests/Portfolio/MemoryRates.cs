using Trading.Application.ExchangeRates;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.Tests.Portfolio;

/// <summary>Exchange rates in memory.</summary>
internal sealed class MemoryRates : IExchangeRates
{
    private readonly Dictionary<CurrencyPair, SortedDictionary<DateOnly, ExchangeRate>> rates = [];

    public void Set(string pair, DateOnly date, decimal rate)
    {
        Assert.True(CurrencyPair.TryParse(pair, out var known));
        if (!rates.TryGetValue(known, out var days))
            rates[known] = days = [];
        days[date] = new ExchangeRate(date, rate);
    }

    public Task SaveAsync(CurrencyPair pair, IReadOnlyList<ExchangeRate> rates, CancellationToken cancellationToken)
    {
        foreach (var rate in rates)
            Set(pair.ToString(), rate.Date, rate.Rate);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ExchangeRate>> ReadAsync(CurrencyPair pair, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ExchangeRate>>(rates.TryGetValue(pair, out var days) ? [.. days.Values.Where(rate => rate.Date >= from && rate.Date <= to)] : []);
}
