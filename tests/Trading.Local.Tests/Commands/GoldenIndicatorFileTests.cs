using System.Globalization;
using Trading.Quant.Tests;
using Trading.Quant.Tests.Indicators;

namespace Trading.Local.Tests.Commands;

/// <summary>What <c>indicator</c> prints equals the files of TA-Lib and Stock.Indicators: header, times, empty fields, and values to 1e-9.</summary>
public sealed class GoldenIndicatorFileTests
{
    public static TheoryData<string> Paths() => [.. GoldenFiles.All.Select(file => file.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    [Trait("Reference", "beside")]
    public async Task The_output_equals_the_file(string path)
    {
        Reference.Require();
        var file = GoldenFiles.All.Single(file => file.Path == path);
        string[][] expected = [.. File.ReadLines(CommandRun.Beside($"golden/{path}")).Select(line => line.Split(','))];
        var call = $"{file.Indicator}({string.Join(", ", file.Parameters.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))})";

        var ended = await CommandRun.RunAsync("indicator", call, "--bars", CommandRun.Beside($"data/{file.Bars}"));

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        string[][] actual = [.. ended.Output.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        string[] names = [.. expected[0].Where(name => name != file.ExceptWhere)];
        Assert.Equal(names, actual[0].Select(name => name == "vwap" ? names[1] : name));
        Assert.Equal(expected.Select(row => row[0]), actual.Select(row => row[0]));
        var compared = 0;
        for (var line = 1 + file.From; line < expected.Length; line++)
        {
            if (file.ExceptWhere is not null && expected[line][^1] == "1")
                continue;
            for (var column = 1; column < names.Length; column++)
            {
                var (want, got) = (expected[line][column], actual[line][column]);
                if ((file.OnlyWhereGiven && want.Length == 0) || (file.Instead is not null && got.Length == 0))
                    continue;
                Assert.True(IsNear(want, got, file, expected[1][column]), $"{path} {expected[line][0]} {names[column]}: expected '{want}', got '{got}'");
                compared++;
            }
        }

        Assert.True(compared > expected.Length / 2, $"Only {compared} values were compared.");
    }

    private static bool IsNear(string want, string got, GoldenFile file, string first)
    {
        if (file.Instead is null && (want.Length == 0 || got.Length == 0))
            return want == got;
        var value = file.Instead ?? Number(want) - (file.LessTheFirst ? Number(first) : 0);
        return Math.Abs(value - Number(got)) <= 1e-9 * Math.Max(1, Math.Abs(value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
