using Trading.Application.Risk;
using Trading.Domain.Risk;

namespace Trading.Application.Tests.Risk;

public sealed class RiskLimitsReaderTests
{
    [Fact]
    public void What_is_left_out_is_not_limited()
    {
        Assert.True(RiskLimitsReader.Read(new RiskLimitsDocument()).TryGet(out var limits, out _));

        Assert.Equal(RiskLimits.None with { Restricted = limits.Restricted, Protections = limits.Protections }, limits);
        Assert.Empty(limits.Restricted);
        Assert.Empty(limits.Protections);
    }

    [Fact]
    public void Every_wrong_field_is_named_with_what_was_found_and_what_was_expected()
    {
        var read = RiskLimitsReader.Read(new RiskLimitsDocument
        {
            MaxOrderValue = 0, MaxPositionShare = -1, MaxDailyLoss = 1_000_000_000_000_001m, MaxDailyLossShare = 1.1m, MaxLeverage = 1_001, PriceCollar = -0.1m,
            DuplicateWindowSeconds = 0, MaxOrdersPerMinute = -3, CooldownSeconds = 31_622_401, TradingState = "open", Restricted = ["US:SPY", "SPY", null!],
        });

        Assert.False(read.TryGet(out _, out var errors));
        var found = errors.ToDictionary();
        Assert.Equal(
            ["cooldownSeconds", "duplicateWindowSeconds", "maxDailyLoss", "maxDailyLossShare", "maxLeverage", "maxOrderValue", "maxOrdersPerMinute", "maxPositionShare",
                "priceCollar", "restricted[1]", "restricted[2]", "tradingState"],
            found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("maxLeverage is 1001; expected more than 0 and at most 1000, or null for no limit.", Assert.Single(found["maxLeverage"]));
        Assert.Equal("tradingState is 'open'; expected active, reducing or halted.", Assert.Single(found["tradingState"]));
    }

    [Fact]
    public void Every_wrong_field_of_a_protection_is_named()
    {
        var read = RiskLimitsReader.Read(new RiskLimitsDocument
        {
            Protections =
            [
                new ProtectionDocument(), null!, new ProtectionDocument { Kind = "LosingTrades", Trades = 0, LookbackSeconds = 31_622_401, PauseSeconds = -1 },
                new ProtectionDocument { Kind = "drawdown", Trades = 1_001, LookbackSeconds = 60, PauseSeconds = 60, PerInstrument = true },
                new ProtectionDocument { Kind = "lowProfit", Trades = 1, LookbackSeconds = 60, PauseSeconds = 60, Threshold = 1_001 },
                new ProtectionDocument { Kind = "losingTrades", Trades = 1, LookbackSeconds = 60, PauseSeconds = 60, Threshold = 1.5m },
            ],
        });

        Assert.False(read.TryGet(out _, out var errors));
        var found = errors.ToDictionary();
        Assert.Equal(
            [
                "protections[0].kind", "protections[0].lookbackSeconds", "protections[0].pauseSeconds", "protections[0].trades", "protections[1]",
                "protections[2].kind", "protections[2].lookbackSeconds", "protections[2].pauseSeconds", "protections[2].trades",
                "protections[3].perInstrument", "protections[3].threshold", "protections[3].trades", "protections[4].threshold", "protections[5].threshold",
            ],
            found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("protections[2].kind is 'LosingTrades'; expected losingTrades, drawdown or lowProfit.", Assert.Single(found["protections[2].kind"]));
        Assert.Equal("protections[3].threshold is missing; expected a fraction above 0 and below 1.", Assert.Single(found["protections[3].threshold"]));
        Assert.Equal("protections[3].trades is 1001; expected a whole number from 1 to 1000.", Assert.Single(found["protections[3].trades"]));
    }

    [Fact]
    public void Protections_are_shown_as_they_were_sent_and_at_most_twenty_are_taken()
    {
        ProtectionDocument[] sent =
        [
            new() { Kind = "losingTrades", Trades = 3, LookbackSeconds = 86_400, PauseSeconds = 7_200, Threshold = -0.01m, PerInstrument = true },
            new() { Kind = "drawdown", Trades = 5, LookbackSeconds = 604_800, PauseSeconds = 86_400, Threshold = 0.2m, PerInstrument = false },
            new() { Kind = "lowProfit", Trades = 2, LookbackSeconds = 21_600, PauseSeconds = 3_600, Threshold = 0.02m, PerInstrument = false },
        ];

        Assert.True(RiskLimitsReader.Read(new RiskLimitsDocument { Protections = sent }).TryGet(out var limits, out _));
        Assert.False(RiskLimitsReader.Read(new RiskLimitsDocument { Protections = [.. Enumerable.Repeat(sent[0], 21)] }).TryGet(out _, out var errors));

        Assert.Equal(sent, RiskLimitsDocument.Of(limits).Protections);
        Assert.Equal("protections has 21 entries; expected at most 20.", Assert.Single(errors.ToDictionary()["protections"]));
    }

    [Fact]
    public void Whatever_is_accepted_is_shown_as_it_was_sent()
    {
        const int Seed = 20260105;
        var random = new Random(Seed);
        string?[] words = ["active", "reducing", "halted", "Active", "", null, "\u0000", "US:SPY", "KRX:005930", "US:", ":", "us:spy:x"];
        var accepted = 0;
        for (var round = 0; round < 5_000; round++)
        {
            decimal? Any() => random.Next(5) switch { 0 => null, 1 => -1, _ => random.Next(1, 1_200) / 1_000m };
            var sent = new RiskLimitsDocument
            {
                MaxOrderValue = Any(), MaxPositionShare = Any(), MaxLeverage = Any(), MaxDailyLossShare = Any(), CooldownSeconds = random.Next(-1, 5),
                TradingState = words[random.Next(words.Length)], Restricted = random.Next(3) == 0 ? [words[random.Next(words.Length)]!] : [],
            };

            if (!RiskLimitsReader.Read(sent).TryGet(out var limits, out var errors))
            {
                Assert.False(errors.IsEmpty, $"seed {Seed}, round {round}");
                continue;
            }

            accepted++;
            var shown = RiskLimitsDocument.Of(limits);
            Assert.Equal(
                (sent.MaxOrderValue, sent.MaxPositionShare, sent.MaxLeverage, sent.MaxDailyLossShare, sent.CooldownSeconds, sent.TradingState ?? "active"),
                (shown.MaxOrderValue, shown.MaxPositionShare, shown.MaxLeverage, shown.MaxDailyLossShare, shown.CooldownSeconds, shown.TradingState));
            Assert.Equal(sent.Restricted, shown.Restricted);
        }

        Assert.InRange(accepted, 50, 4_950);
    }

    [Theory]
    [InlineData("user", true)]
    [InlineData("account:a-1", true)]
    [InlineData("strategy:b2", true)]
    [InlineData("account:", false)]
    [InlineData("account:a/b", false)]
    [InlineData("account:a|b", false)]
    [InlineData("strategy:a:b", false)]
    [InlineData("User", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_scope_is_the_user_an_account_or_a_strategy(string? text, bool isScope)
    {
        Assert.Equal(isScope, RiskScope.TryParse(text, out var scope));
        Assert.Equal(isScope ? text : null, scope?.ToString());
    }
}
