using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.ExchangeRates;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.ExchangeRates;

namespace Trading.Integrations.Tests.Portfolio;

public sealed class TableExchangeRatesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly CurrencyPair Pair = CurrencyPair.Create("USD", "KRW");
    private static readonly DateOnly First = new(2024, 1, 1);

    private readonly IExchangeRates rates = new ServiceCollection()
        .AddSingleton<TableServiceClient>(TestTables.New()).AddExchangeRatesAdapters().BuildServiceProvider().GetRequiredService<IExchangeRates>();

    [Fact]
    public async Task More_rates_than_a_transaction_takes_come_back_in_order_with_every_digit()
    {
        var saved = Enumerable.Range(0, 250).Select(i => new ExchangeRate(First.AddDays(i), 1300 + (i * 0.123456789012m))).ToList();
        await rates.SaveAsync(Pair, saved, Cancel);

        Assert.Equal(saved, await rates.ReadAsync(Pair, DateOnly.MinValue, DateOnly.MaxValue, Cancel));
        Assert.Equal(saved[10..21], await rates.ReadAsync(Pair, First.AddDays(10), First.AddDays(20), Cancel));
        Assert.Empty(await rates.ReadAsync(CurrencyPair.Create("KRW", "USD"), DateOnly.MinValue, DateOnly.MaxValue, Cancel));
    }

    [Fact]
    public async Task A_day_saved_again_has_the_new_rate()
    {
        await rates.SaveAsync(Pair, [new ExchangeRate(First, 1300), new ExchangeRate(First.AddDays(1), 1310)], Cancel);
        await rates.SaveAsync(Pair, [new ExchangeRate(First.AddDays(1), 1311.5m)], Cancel);

        Assert.Equal([1300m, 1311.5m], (await rates.ReadAsync(Pair, First, First.AddDays(1), Cancel)).Select(rate => rate.Rate));
    }
}
