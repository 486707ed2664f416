using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.MarketData;

namespace Trading.Integrations.Tests.MarketData;

public sealed class BarGapsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System)
        .AddLogging().AddMarketDataUseCases().AddMarketDataStores().BuildServiceProvider();

    [Fact]
    public async Task A_session_without_a_bar_is_missing_and_a_bar_on_a_holiday_is_unexpected()
    {
        // January 2024: Monday the 15th was Martin Luther King Day; the 17th is left out.
        var gaps = await GapsAsync(new BarKey(InstrumentId.Create(Market.US, "SPY"), Interval.OneDay), "2024-01-12", "2024-01-15", "2024-01-16", "2024-01-18");

        Assert.Equal((new DateOnly(2024, 1, 12), new DateOnly(2024, 1, 18), 4), (gaps.From, gaps.To, gaps.Sessions));
        Assert.Equal([new DateOnly(2024, 1, 17)], gaps.Missing);
        Assert.Equal([new DateOnly(2024, 1, 15)], gaps.Unexpected);
    }

    [Fact]
    public async Task Shorter_bars_belong_to_the_day_of_their_market()
    {
        // 15:00 in New York on Thursday the 11th, and after hours, at 19:30, on Tuesday the 16th, when it is the 17th in UTC: the 12th is missing.
        var gaps = await GapsAsync(new BarKey(InstrumentId.Create(Market.US, "SPY"), Interval.OneMinute), "2024-01-11T20:00:00Z", "2024-01-17T00:30:00Z");

        Assert.Equal(new DateOnly(2024, 1, 16), gaps.To);
        Assert.Equal([new DateOnly(2024, 1, 12)], gaps.Missing);
        Assert.Empty(gaps.Unexpected);
    }

    [Fact]
    public async Task Only_days_that_the_calendar_knows_are_compared()
    {
        var key = new BarKey(InstrumentId.Create(Market.KRX, "005930"), Interval.OneDay);

        Assert.Equal(new DateOnly(1999, 1, 1), (await GapsAsync(key, "1998-12-05", "1999-01-04", "1999-01-05")).From);
        Assert.Null(await services.GetRequiredService<GetGapsHandler>().HandleAsync(key with { Interval = Interval.OneMinute }, Cancel));
    }

    private async Task<BarGaps> GapsAsync(BarKey key, params string[] times)
    {
        var csv = "timestamp,open,high,low,close,volume\n" + string.Concat(times.Select(time => $"{time},1,1,1,1,5\n"));
        await services.GetRequiredService<ImportBarsHandler>().HandleAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(csv)), quarantine: false, Cancel);
        return (await services.GetRequiredService<GetGapsHandler>().HandleAsync(key, Cancel))!;
    }
}
