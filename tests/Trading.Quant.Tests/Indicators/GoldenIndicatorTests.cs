using Trading.Quant.Indicators;

namespace Trading.Quant.Tests.Indicators;

/// <summary>Values equal those of TA-Lib and Stock.Indicators, each file as <see cref="GoldenFiles"/> says.</summary>
public sealed class GoldenIndicatorTests
{
    public static TheoryData<string> Paths() => [.. GoldenFiles.All.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    [Trait("Reference", "beside")]
    public void Values_equal_the_file(string path)
    {
        var file = GoldenFiles.All.Single(file => file.Path == path);
        var bars = Reference.Bars($"data/{file.Bars}");
        var expected = Reference.Golden($"golden/{path}");
        var indicator = IndicatorCatalog.Default.Find(file.Indicator)!;

        var actual = indicator.Drawn(bars, file.Parameters);

        var lines = expected.Where(column => column.Name != file.ExceptWhere).ToArray();
        Assert.Equal(lines.Select(column => column.Name), indicator.Outputs.Select(output => output.Name == "vwap" ? lines[0].Name : output.Name));
        var except = expected.FirstOrDefault(column => column.Name == file.ExceptWhere).Values;
        var warmup = indicator.Warmup(indicator.Complete(file.Parameters));
        var compared = 0;
        foreach (var (line, (_, values)) in lines.Index())
        {
            Assert.Equal(bars.Count, values.Length);
            for (var i = file.From; i < values.Length; i++)
            {
                if (except is not null && except[i] == 1)
                    continue;
                if ((file.OnlyWhereGiven && double.IsNaN(values[i])) || (file.Instead is not null && i < warmup))
                    continue;
                var value = file.Instead ?? (file.LessTheFirst ? values[i] - bars.Volume[0] : values[i]);
                AssertNear(value, actual[line][i], $"{path}, {lines[line].Name}, bar {i}");
                compared++;
            }
        }

        Assert.True(compared > bars.Count / 2, $"Only {compared} values were compared.");
    }

    [Fact]
    [Trait("Reference", "beside")]
    public void Every_file_is_compared() =>
        Assert.Equal(Reference.Files("golden", "*.csv").Order(StringComparer.Ordinal), GoldenFiles.All.Select(file => file.Path).Order(StringComparer.Ordinal));

    private static void AssertNear(double expected, double actual, string where)
    {
        if (double.IsNaN(expected))
            Assert.True(double.IsNaN(actual), $"{where}: expected no value, got {actual:R}");
        else
            Assert.True(Math.Abs(actual - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{where}: expected {expected:R}, got {actual:R}");
    }
}
