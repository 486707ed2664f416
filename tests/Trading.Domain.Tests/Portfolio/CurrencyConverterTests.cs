using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Portfolio;

namespace Trading.Domain.Tests.Portfolio;

/// <summary>Which rate an amount is shown at.</summary>
public sealed class CurrencyConverterTests
{
    private static readonly DateOnly Friday = new(2024, 6, 28);
    private static readonly CurrencyConverter Won = new(
        "KRW", new Dictionary<string, IReadOnlyList<ExchangeRate>> { ["USD"] = [new(Friday.AddDays(-1), 1370), new(Friday, 1380), new(Friday.AddDays(3), 1390)] });

    [Theory]
    [InlineData(-1, 1370)]
    [InlineData(0, 1380)]
    [InlineData(2, 1380)]
    [InlineData(3, 1390)]
    [InlineData(17, 1390)]
    public void The_last_rate_known_on_the_day_counts(int days, int rate) => Assert.Equal(rate * 2.5m, Shown(2.5m, "USD", Friday.AddDays(days)));

    [Theory]
    [InlineData(-2)]
    [InlineData(18)]
    public void A_day_before_the_first_rate_or_too_long_after_the_last_has_none(int days)
    {
        Assert.Null(Won.RateOn("USD", Friday.AddDays(days)));
        Assert.False(Won.Convert(1, "USD", Friday.AddDays(days)).TryGet(out _, out var missing));
        Assert.Equal(new MissingRate("USD", "KRW", Friday.AddDays(days)), missing);
        Assert.Equal(0, Shown(0, "USD", Friday.AddDays(days)));
    }

    [Fact]
    public void Its_own_currency_needs_no_rate() => Assert.Equal(7m, Shown(7, "KRW", Friday));

    [Theory]
    [InlineData("USDKRW", true)]
    [InlineData("usdkrw", true)]
    [InlineData("USDUSD", false)]
    [InlineData("USDKR", false)]
    [InlineData("USD/KRW", false)]
    [InlineData("US1KRW", false)]
    [InlineData(null, false)]
    public void A_pair_is_two_different_codes_of_three_letters(string? text, bool isPair)
    {
        Assert.Equal(isPair, CurrencyPair.TryParse(text, out var pair));
        if (isPair)
            Assert.Equal(("USD", "KRW", "USDKRW"), (pair.Base, pair.Quote, pair.ToString()));
    }

    private static decimal Shown(decimal amount, string of, DateOnly day) => Won.Convert(amount, of, day).Match(shown => shown, missing => throw new InvalidOperationException(missing.ToString()));
}
