using Trading.Application.ExchangeRates;
using Trading.Domain.MarketData;

namespace Trading.Application.Tests.Portfolio;

/// <summary>Exchange rates as somebody sends them.</summary>
public sealed class RatesDraftTests
{
    private static readonly DateOnly Day = new(2024, 7, 1);

    [Fact]
    public void Rates_come_out_by_day_whatever_their_order()
    {
        Assert.True(new RatesDraft([new(Day.AddDays(1), 1381), new(Day, 1380.5m)]).Read().TryGet(out var rates, out _));

        Assert.Equal([new ExchangeRate(Day, 1380.5m), new ExchangeRate(Day.AddDays(1), 1381)], rates);
    }

    [Fact]
    public void Each_wrong_entry_is_named()
    {
        Assert.False(new RatesDraft([new(Day, 1380), new(Day, 1381), new(default, 1), new(Day.AddDays(1), 0), new(Day.AddDays(2), -1), new(Day.AddDays(3), 2_000_000_000)]).Read().TryGet(out _, out var errors));

        Assert.Equal(["rates[1].date", "rates[2].date", "rates[3].rate", "rates[4].rate", "rates[5].rate"], errors.ToDictionary().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_refused()
    {
        Assert.False(new RatesDraft(null).Read().TryGet(out _, out var missing));
        Assert.False(new RatesDraft([]).Read().TryGet(out _, out var empty));
        Assert.Equal(["rates"], missing.ToDictionary().Keys);
        Assert.Equal(["rates"], empty.ToDictionary().Keys);
    }
}
