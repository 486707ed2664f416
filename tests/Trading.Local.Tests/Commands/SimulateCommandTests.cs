using Trading.Local.Commands;
using Trading.Local.Trials;

namespace Trading.Local.Tests.Commands;

public sealed class SimulateCommandTests
{
    [Theory]
    [InlineData(false, "seed 4711 failed; again with: simulate --from 4711 --seeds 1 --minutes 20")]
    [InlineData(true, "seed 4711 failed; again with: simulate --from 4711 --seeds 1 --minutes 20 --calm")]
    public void A_failed_seed_is_printed_with_the_command_that_repeats_it_and_what_it_broke(bool isCalm, string first)
    {
        var failed = new TrialResult(4711, ["job-0001: its event was lost", "two writers won on the version 1"], 0, 0, 0, 0);

        var lines = SimulateCommand.Explain(failed, TimeSpan.FromMinutes(20), isCalm).Split(Environment.NewLine);

        Assert.Equal([first, "  job-0001: its event was lost", "  two writers won on the version 1"], lines);
    }
}
