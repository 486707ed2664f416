using System.CommandLine;
using System.Globalization;
using Trading.Application;
using Trading.Application.Rules;
using Trading.Local.Reports;
using Trading.Quant.Rules;

namespace Trading.Local.Commands;

/// <summary>Says whether a text is a rule, and why a rule holds or not at a bar of a file.</summary>
internal sealed class RuleCommand(TimeProvider clock)
{
    private readonly Argument<string> text = new("TEXT") { Description = "A rule, such as \"rsi(14) < 30 and sma(20) > sma(50)\"." };
    private readonly Option<FileInfo> bars = new("--bars") { Description = "CSV of bars; the interval is taken from a name such as SPY.1d.csv, else from the times.", HelpName = "FILE.csv", Required = true };
    private readonly Option<string?> at = new("--at") { Description = "A date or an instant: the last bar that is not later counts; without it the newest.", HelpName = "TIME" };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var check = new Command("check", "Prints a rule in canonical form, or everything that is wrong with it.") { text };
        check.SetAction((parsed, _) => CheckAsync(parsed));
        var explain = new Command("explain", "Prints every part of a rule at a bar, with its value and its distance to the other side.") { text, bars, at };
        explain.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => ExplainAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return new Command("rule", "Checks and explains rules.") { check, explain };
    }

    private async Task<int> CheckAsync(ParseResult parsed)
    {
        var written = parsed.GetRequiredValue(text);
        if (!Rule.TryRead(written, out var rule, out var errors))
            return await Failure.TellAsync(parsed.InvocationConfiguration.Error, RuleErrorText.Of(written, errors));
        await parsed.InvocationConfiguration.Output.WriteLineAsync(rule.Root.Text);
        foreach (var finding in RuleChecks.OfLogic(rule))
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Worth a look: {finding.Message}");
        return ExitCode.Ok;
    }

    private async Task<int> ExplainAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var written = parsed.GetRequiredValue(text);
        if (!Rule.TryRead(written, out var rule, out var errors))
            return await Failure.TellAsync(error, RuleErrorText.Of(written, errors));
        var time = DateTimeOffset.MaxValue;
        if (parsed.GetValue(at) is { } asked && !TimeText.TryRead(asked, out time))
            return await Failure.TellAsync(error, $"--at is '{asked}'; expected {TimeText.Expected}.");
        var read = await BarsFile.ReadAsync(parsed.GetRequiredValue(bars), clock.GetUtcNow(), error, cancellationToken);
        if (!read.TryGet(out var series, out var refusal))
            return await Failure.TellAsync(error, refusal);
        if (time < series.Bars[0].Time)
            return await Failure.TellAsync(error, string.Create(CultureInfo.InvariantCulture, $"--at is before the first bar, {series.Bars[0].Time:yyyy-MM-dd'T'HH:mm:ss'Z'}."));
        var program = new RuleProgram([rule], [], series.Interval);
        if (program.FindMissing(_ => 0) is { Count: > 0 } missing)
            return await Failure.TellAsync(error, missing.Select(finding => finding.Message));

        var run = program.Start(RuleProgram.DefaultBlock);
        var last = series.Bars[series.Bars.Count - 1].Time;
        var until = time < last ? series.Bars.Between(DateTimeOffset.MinValue, time.AddTicks(1)) : series.Bars;
        run.TakeIn(until);
        await RuleTree.WriteAsync(output, until[until.Count - 1].Time, series.Interval, run.Explain(0));
        return ExitCode.Ok;
    }
}
