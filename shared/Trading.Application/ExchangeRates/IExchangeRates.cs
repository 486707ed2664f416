using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.ExchangeRates;

/// <summary>Daily exchange rates; the same for every user.</summary>
public interface IExchangeRates
{
    /// <summary>Stores rates of a pair, in the place of those of the same days.</summary>
    /// <param name="pair">Which two currencies.</param>
    /// <param name="rates">One a day at most.</param>
    /// <param name="cancellationToken">Ends the attempt; saving again completes it.</param>
    Task SaveAsync(CurrencyPair pair, IReadOnlyList<ExchangeRate> rates, CancellationToken cancellationToken);

    /// <summary>The rates of a pair on days from one to another, both included, oldest first.</summary>
    Task<IReadOnlyList<ExchangeRate>> ReadAsync(CurrencyPair pair, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}
