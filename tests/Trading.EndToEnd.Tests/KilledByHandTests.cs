using System.Globalization;
using System.Text.RegularExpressions;
using Trading.EndToEnd.Tests.Local;

namespace Trading.EndToEnd.Tests;

/// <summary>A sample of the command <c>crash</c>: orders by hand of all kinds while the program is killed.</summary>
public sealed partial class KilledByHandTests(ITestOutputHelper log)
{
    [Fact]
    public async Task A_killed_program_keeps_what_it_promised_whoever_trades_by_hand()
    {
        var (exitCode, output) = await LocalProcess.RunAsync("Trading.Local.dll", "crash", "--kills", "5", "--seed", "5", "--calm");
        log.WriteLine(output);

        Assert.True(exitCode == 0, output);
        Assert.Contains("seed 5: 0 promises broken", output, StringComparison.Ordinal);
        // There was something to be kept.
        Assert.True(Figure(output, "orders by hand") >= 5 && Figure(output, "arrivals at the brokers") >= 1 && Figure(output, "answers lost by a kill") >= 1, output);
    }

    private static int Figure(string output, string name) =>
        Figures().Matches(output).Where(match => match.Groups[2].Value == name).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Single();

    [GeneratedRegex("([0-9]+) ([a-z ]+)(?=[,\\r\\n])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Figures();
}
