using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.SyntheticData;

/// <summary>Expected values: the reference definition of the generator, checked by independent programs.</summary>
public sealed class SyntheticBarsTests
{
    [Theory]
    [InlineData(100_000, "5c759de17981c52361a381e99b3153ea984fa4dba479d61a0a6ce6a6a697b21b")]
    [InlineData(1_000_000, "115c82c1c8fe8731fd1176a1a0fdc9ec23816752b7d03fe2957302c3c14a26b0")]
    public void Minute_bars_are_the_reference_bits(int count, string sha256)
    {
        var bars = SyntheticBars.Minutes(count);

        var rows = new double[count * 5];
        for (var i = 0; i < count; i++)
            (rows[5 * i], rows[(5 * i) + 1], rows[(5 * i) + 2], rows[(5 * i) + 3], rows[(5 * i) + 4]) =
                (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(rows.AsSpan()))));
    }

    [Fact]
    public void Daily_bars_are_the_reference_bits_for_all_500_symbols()
    {
        const int symbols = 500, days = 2520;
        var opens = new double[days * symbols];
        var closes = new double[days * symbols];
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            var bars = SyntheticBars.Daily(symbol, days, new DateOnly(2010, 1, 1));
            for (var day = 0; day < days; day++)
                (opens[(day * symbols) + symbol], closes[(day * symbols) + symbol]) = (bars.Open[day], bars.Close[day]);
        }

        Assert.Equal("de16e5b4b9676f7de92cab168241973a169d360d92635af883b51cdbfb046076", Hash(opens));
        Assert.Equal("5c404bdcc76dd7888729388078d5a22258d8cacdc8b188bd38ce9d8d0192d2ed", Hash(closes));
    }

    [Fact]
    public void The_last_of_a_million_minutes_is_2021_11_25_at_10_39()
    {
        var last = SyntheticBars.Minutes(1_000_000)[999_999];

        Assert.Equal(
            new Bar(new DateTimeOffset(2021, 11, 25, 10, 39, 0, TimeSpan.Zero), 125.09275401, 125.12566287, 125.08938087, 125.11022404, 2446), last);
    }

    [Fact]
    public void Daily_bars_skip_weekends()
    {
        var bars = SyntheticBars.Daily(0, 12, new DateOnly(2026, 11, 21));   // a Saturday

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), bars[0].Time);
        Assert.Equal(new DateTimeOffset(2026, 12, 8, 0, 0, 0, TimeSpan.Zero), bars[11].Time);
    }

    private static string Hash(double[] values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())));
}
