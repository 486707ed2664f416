using Trading.Local.Commands;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Commands;

public sealed class SimulateCommandTests
{
    [Theory]
    [InlineData(false, false, "seed 4711 failed; again with: simulate --from 4711 --seeds 1 --minutes 20")]
    [InlineData(true, false, "seed 4711 failed; again with: simulate --from 4711 --seeds 1 --minutes 20 --hostile")]
    [InlineData(false, true, "seed 4711 failed; again with: simulate --from 4711 --seeds 1 --minutes 20 --calm")]
    public void A_failed_seed_is_printed_with_the_command_that_repeats_it_and_what_it_broke(bool isHostile, bool isCalm, string first)
    {
        var failed = new TrialResult(4711, ["job-0001: its event was lost", "two writers won on the version 1"], []);

        var lines = SimulateCommand.Explain(failed, TimeSpan.FromMinutes(20), isHostile, isCalm).Split(Environment.NewLine);

        Assert.Equal([first, "  job-0001: its event was lost", "  two writers won on the version 1"], lines);
    }

    [Fact]
    public async Task A_hostile_seed_of_the_trading_system_passes_and_says_what_happened()
    {
        var run = await CommandRun.RunAsync("simulate", "--seeds", "1", "--minutes", "3", "--hostile");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(" arrivals at the broker, ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"1 passed, 0 failed{Environment.NewLine}", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds", "0", "--seeds is 0; expected 1 or more.")]
    [InlineData("--from", "-1", "--from is -1; expected 0 or more.")]
    [InlineData("--minutes", "x", "x")]
    public async Task A_wrong_option_of_simulate_ends_with_2_and_says_what_was_expected(string option, string value, string message)
    {
        var ended = await CommandRun.RunAsync("simulate", option, value);

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }
}
