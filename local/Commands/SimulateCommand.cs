using System.CommandLine;
using System.Globalization;
using Trading.Local.Trials;

namespace Trading.Local.Commands;

/// <summary>
/// Proves the platform's promises on virtual time: processes that die at commits, messages that come twice, late or out of order,
/// activities that fail, clocks that jump; a seed decides which and when.
/// </summary>
internal sealed class SimulateCommand
{
    private readonly Option<int> seeds = new("--seeds") { Description = "How many seeds.", HelpName = "N", DefaultValueFactory = _ => 100 };
    private readonly Option<int> from = new("--from") { Description = "The first seed; the others follow it.", HelpName = "SEED", DefaultValueFactory = _ => 1 };
    private readonly Option<int> minutes = new("--minutes") { Description = "Minutes of virtual time in which each seed is given work.", HelpName = "M", DefaultValueFactory = _ => 20 };
    private readonly Option<bool> calm = new("--calm") { Description = "Let nothing go wrong." };
    private readonly Option<bool> hostile = new("--hostile") { Description = "Run the trading system itself, with random strategies, a restless user and a hostile broker; without it a small app that leans on the platform." };
    private readonly Option<FileInfo?> history = new("--history") { Description = "Write all that happens to a file; the same seeds give the same file, byte for byte.", HelpName = "FILE" };

    public SimulateCommand()
    {
        CommandOptions.AtLeast(seeds, 1);
        CommandOptions.AtLeast(from, 0);
        CommandOptions.AtLeast(minutes, 1);
    }

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command("simulate", "Runs the platform on virtual time under faults, seed by seed, and checks that nothing it promised is lost or done twice.")
        {
            seeds, from, minutes, calm, hostile, history,
        };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => RunAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (count, first) = (parsed.GetValue(seeds), parsed.GetValue(from));
        var length = TimeSpan.FromMinutes(parsed.GetValue(minutes));
        await using var recorded = parsed.GetValue(history) is { } file ? new StreamWriter(file.FullName) : null;

        var (isHostile, isCalm) = (parsed.GetValue(hostile), parsed.GetValue(calm));
        TrialResult Run(int seed) => isHostile ? TradingTrial.Run(seed, length, isCalm, recorded) : Trial.Run(seed, length, isCalm, recorded);

        // Each seed has a thread of its own; those that write one file take turns.
        var (passed, failed) = (0, 0);
        List<TrialFigure> figures = [];
        var results = Enumerable.Range(first, count).AsParallel().AsOrdered()
            .WithDegreeOfParallelism(recorded is null ? Environment.ProcessorCount : 1)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken)
            .Select(Run);
        foreach (var result in results)
        {
            figures = [.. TrialResult.Sum([.. figures, .. result.Figures])];
            if (result.Violations.Count == 0)
            {
                passed++;
                continue;
            }

            failed++;
            await output.WriteLineAsync(Explain(result, length, isHostile, isCalm));
        }

        await output.WriteLineAsync(string.Join(", ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Count} {figure.Name}"))));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>A failed seed with the command that repeats it, and what it broke.</summary>
    internal static string Explain(TrialResult result, TimeSpan length, bool isHostile, bool isCalm) => string.Join(Environment.NewLine,
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"seed {result.Seed} failed; again with: simulate --from {result.Seed} --seeds 1 --minutes {length.TotalMinutes}{(isHostile ? " --hostile" : "")}{(isCalm ? " --calm" : "")}"),
        .. result.Violations.Select(violation => $"  {violation}"),
    ]);
}
