using System.CommandLine;
using System.Globalization;
using Trading.Local.Trials;

namespace Trading.Local.Commands;

/// <summary>Proves that a killed program loses nothing and does nothing twice: on real time, in a process of its own, by SIGKILL.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class CrashCommand(TimeProvider clock)
{
    private readonly Option<int> kills = new("--kills") { Description = "How often the process is killed.", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Option<int> seed = new("--seed") { Description = "Decides what is done and when the process dies.", HelpName = "SEED", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> calm = new("--calm") { Description = "Let nothing else go wrong: no account with a hostile simulator." };

    /// <summary>The command.</summary>
    public Command Create()
    {
        CommandOptions.AtLeast(kills, 1);
        CommandOptions.AtLeast(seed, 0);
        var command = new Command("crash", "Trades by hand through the program while its process is killed at random moments, and checks that nothing is lost or done twice.") { kills, seed, calm };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(() => RunAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var folder = Directory.CreateTempSubdirectory("trading-crash-");
        TrialResult result;
        using (var trial = new KilledTrial(folder.FullName, parsed.GetValue(kills), parsed.GetValue(seed), parsed.GetValue(calm), clock))
            result = await trial.RunAsync(output, cancellationToken);

        await output.WriteLineAsync(string.Join(", ", result.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Count} {figure.Name}"))));
        foreach (var violation in result.Violations)
            await output.WriteLineAsync($"  {violation}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}: {result.Violations.Count} promises broken"));
        if (result.Violations.Count > 0)
        {
            await output.WriteLineAsync($"Its data is kept in {folder.FullName}.");
            return ExitCode.Failed;
        }

        folder.Delete(recursive: true);
        return ExitCode.Ok;
    }
}
