using System.CommandLine;
using Trading.Application.Indicators;
using Trading.Application.Rules;
using Trading.Local.Reports;
using Trading.Quant.Indicators;

namespace Trading.Local.Commands;

/// <summary>Computes an indicator over the bars of a file, and shows the catalogue of indicators.</summary>
internal sealed class IndicatorCommand(TimeProvider clock)
{
    private readonly Argument<string?> call = new("CALL") { Description = "An indicator such as \"rsi(14)\", one line of it such as macd.signal, or any number of the rule language.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<FileInfo?> bars = new("--bars") { Description = "CSV of bars; the interval is taken from a name such as SPY.1d.csv, else from the times.", HelpName = "FILE.csv" };
    private readonly Argument<string> name = new("NAME") { Description = "Name or alias of an indicator." };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var list = new Command("list", "Lists every indicator.");
        list.SetAction((parsed, _) => IndicatorTable.WriteListAsync(parsed.InvocationConfiguration.Output));
        var show = new Command("show", "Shows what an indicator means, how it is calculated and what it takes.") { name };
        show.SetAction((parsed, _) => ShowAsync(parsed));
        var command = new Command("indicator", "Prints an indicator over a file of bars as CSV.") { call, bars, list, show };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => ComputeAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> ShowAsync(ParseResult parsed)
    {
        if (IndicatorCatalog.Default.Find(parsed.GetRequiredValue(name)) is not { } indicator)
            return await Failure.TellAsync(parsed.InvocationConfiguration.Error, $"There is no indicator '{parsed.GetRequiredValue(name)}'; 'indicator list' lists them.");
        await IndicatorTable.WriteAsync(parsed.InvocationConfiguration.Output, indicator);
        return ExitCode.Ok;
    }

    private async Task<int> ComputeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(call) is not { } text || parsed.GetValue(bars) is not { } file)
        {
            await error.WriteLineAsync("Expected an indicator and --bars FILE.csv, or list, or show. Try --help.");
            return ExitCode.Usage;
        }

        if (!IndicatorCall.TryRead(text, out var indicator, out var errors))
            return await Failure.TellAsync(error, RuleErrorText.Of(text, errors));
        var read = await BarsFile.ReadAsync(file, clock.GetUtcNow(), error, cancellationToken);
        if (!read.TryGet(out var series, out var refusal))
            return await Failure.TellAsync(error, refusal);
        var program = indicator.Compile(series.Interval);
        if (program.FindMissing(_ => 0) is { Count: > 0 } missing)
            return await Failure.TellAsync(error, missing.Select(finding => finding.Message));
        var values = indicator.Drawn(program, series.Bars);
        await IndicatorCsvWriter.WriteAsync(output, indicator.Columns.Select(column => column.Name), series.Bars, series.Interval, values, cancellationToken);
        return ExitCode.Ok;
    }
}
