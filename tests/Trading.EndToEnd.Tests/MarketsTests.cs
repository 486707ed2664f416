using System.Net;

namespace Trading.EndToEnd.Tests;

/// <summary>The rules of the markets and their days of trading, as a user of the API asks for them.</summary>
public sealed class MarketsTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Markets_tell_their_rules_their_sessions_and_what_bars_lack()
    {
        await using var trading = await TradingProcess.StartAsync(data.Path);

        var markets = (await trading.Client.GetJsonAsync("/api/markets?date=2024-06-03", Cancel)).GetProperty("markets").EnumerateArray().ToList();
        Assert.Equal(["US USD America/New_York", "KRX KRW Asia/Seoul"], markets.Select(market => $"{market.Text("code")} {market.Text("currency")} {market.Text("timeZone")}"));
        Assert.Equal(["ibkrFixed", "alpaca"], markets[0].GetProperty("commissions").EnumerateArray().Select(commission => commission.Text("preset")));
        var kospi = markets[1].GetProperty("segments")[0];
        Assert.Equal(("kospi", 0.3, 0.0018, 7), (kospi.Text("segment"), kospi.GetProperty("dailyLimit").GetDouble(), kospi.GetProperty("saleTaxRate").GetDouble(), kospi.GetProperty("ticks").GetArrayLength()));

        var sessions = (await trading.Client.GetJsonAsync("/api/markets/us/sessions?from=2024-07-03&to=2024-07-05", Cancel)).GetProperty("sessions").EnumerateArray().ToList();
        Assert.Equal(["2024-07-03", "2024-07-05"], sessions.Select(session => session.Text("date")));
        Assert.Equal(("2024-07-03T17:00:00Z", false), (sessions[0].Text("closesAt"), sessions[0].GetProperty("regular").GetBoolean()));

        foreach (var (path, status, code) in new[]
        {
            ("/api/markets?date=yesterday", HttpStatusCode.UnprocessableEntity, "invalid-date"),
            ("/api/markets/mars/sessions", HttpStatusCode.NotFound, "unknown-market"),
            ("/api/markets/KRX/sessions?from=1998-12-31", HttpStatusCode.UnprocessableEntity, "outside-calendar"),
            ("/api/markets/KRX/sessions?from=2027-12-30&to=2028-01-04", HttpStatusCode.UnprocessableEntity, "outside-calendar"),
            ("/api/markets/US/sessions?from=2024-07-03&to=2024-07-02", HttpStatusCode.UnprocessableEntity, "invalid-range"),
            ("/api/markets/US/sessions?from=2000-01-01&to=2024-07-02", HttpStatusCode.UnprocessableEntity, "invalid-range"),
            ("/api/market/US/NONE/gaps?interval=1d", HttpStatusCode.NotFound, "unknown-symbol"),
        })
        {
            using var answer = await trading.Client.GetAsync(path, Cancel);
            Assert.Equal((path, status), (path, answer.StatusCode));
            Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        const string Csv = "timestamp,open,high,low,close,volume\n2024-07-02,1,1,1,1,5\n2024-07-05,1,1,1,1,5\n";
        await trading.Client.PostCsvAsync("/api/market/US/SPY/bars?interval=1d", Csv, Cancel);
        var gaps = await trading.Client.GetJsonAsync("/api/market/US/SPY/gaps?interval=1d", Cancel);
        Assert.Equal("2024-07-03", Assert.Single(gaps.GetProperty("missing").EnumerateArray()).GetString());
    }
}
