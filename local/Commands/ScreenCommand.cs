using System.CommandLine;
using System.Text.Json;
using Trading.Application;
using Trading.Application.MarketData;
using Trading.Application.Rules;
using Trading.Application.Screening;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Functions.Http;
using Trading.Local.Reports;
using Trading.Quant.Rules;

namespace Trading.Local.Commands;

/// <summary>Looks among the bars of files for the symbols of which every condition holds.</summary>
internal sealed class ScreenCommand(TimeProvider clock)
{
    private readonly Argument<string[]> conditions = new("CONDITION") { Description = "Rules that all have to hold, such as \"rsi(14) < 30\".", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<FileSystemInfo[]> bars = new("--bars")
    {
        Description = "CSV files of bars with names such as SPY.1d.csv, or folders of them. Bars of another interval than the first file's, or of other symbols that rules look at, are found among them.",
        HelpName = "FILE.csv",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> market = new("--market") { Description = "Market of the symbols.", DefaultValueFactory = _ => Market.US.Code };
    private readonly Option<string?> rank = new("--rank") { Description = "A number that the symbols found are ordered by, highest first.", HelpName = "FORMULA" };
    private readonly Option<bool> lowestFirst = new("--lowest-first") { Description = "Order by the lowest number first." };
    private readonly Option<string[]> columns = new("--column") { Description = "A number to show of each symbol; without any those that the conditions look at.", HelpName = "FORMULA" };
    private readonly Option<int?> limit = new("--limit") { Description = "Most symbols shown." };
    private readonly Option<int?> maxAge = new("--max-age-days") { Description = "Days by which a newest bar may be older than the newest of all; 7 when it is left out." };
    private readonly Option<string?> at = new("--at") { Description = "Look at the last bar that is not later than a date or an instant instead of the newest.", HelpName = "TIME" };
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON, as the API gives it." };
    private readonly Option<bool> csv = new("--csv") { Description = "Print the symbols found as CSV." };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command("screen", "Finds the symbols of which every condition holds, ranked by a number.")
        {
            conditions, bars, market, rank, lowestFirst, columns, limit, maxAge, at, json, csv,
        };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => RunAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        FileInfo[] files = [.. parsed.GetRequiredValue(bars).SelectMany(FilesOf)];
        if (files.Length == 0)
            return await Failure.TellAsync(error, "There are no CSV files to look at.");
        var interval = BarsFile.IntervalOf(files[0].Name) ?? Interval.OneDay;
        var errors = new FieldErrors();
        var until = TimeText.Read("at", parsed.GetValue(at), DateTimeOffset.MaxValue, errors);
        if (ScreenReader.Read(DraftOf(parsed, interval), errors) is not { } document || !errors.IsEmpty)
            return await Failure.TellAsync(error, ["The screen can't be run.", .. errors.ToDictionary().Select(field => $"  {field.Key}: {string.Join("; ", field.Value)}")]);

        var series = new Dictionary<BarKey, BarSeries>();
        foreach (var file in files)
        {
            var of = BarsFile.IntervalOf(file.Name) ?? interval;
            if (!InstrumentId.TryCreate(document.Market, file.Name.Split('.')[0], out var instrument))
                return await Failure.TellAsync(error, $"The name of '{file.FullName}' begins with no symbol; expected one such as SPY.1d.csv.");
            var read = await BarsFile.ReadAsync(file, of, clock.GetUtcNow(), error, cancellationToken);
            if (!read.TryGet(out var all, out var refusal))
                return await Failure.TellAsync(error, refusal);
            series[new BarKey(instrument, of)] = all;
        }

        var result = Find(document, series, until);
        if (parsed.GetValue(json))
            await output.WriteLineAsync(JsonSerializer.Serialize(result, ApiJson.Responses));
        else if (parsed.GetValue(csv))
            await output.WriteAsync(ScreenCsvWriter.Write(result, document.Interval, document.Ranking is not null));
        else
            await ScreenTable.WriteAsync(output, result, document);
        return ExitCode.Ok;
    }

    private static IEnumerable<FileInfo> FilesOf(FileSystemInfo path) => path switch
    {
        DirectoryInfo { Exists: true } folder => folder.EnumerateFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal),
        _ => [new FileInfo(path.FullName)],
    };

    private ScreenDraft DraftOf(ParseResult parsed, Interval interval) => new(
        Market: parsed.GetValue(market), Interval: interval.Code, Conditions: parsed.GetValue(conditions),
        Ranking: parsed.GetValue(rank) is { } expression ? new RankingDraft(expression, !parsed.GetValue(lowestFirst)) : null,
        Columns: parsed.GetValue(columns), Limit: parsed.GetValue(limit), MaxAgeDays: parsed.GetValue(maxAge));

    private static ScreenResult Find(ScreenDocument document, Dictionary<BarKey, BarSeries> series, DateTimeOffset until)
    {
        var plan = new ScreenPlan(document);
        var run = plan.Reader.Program.Start(RuleProgram.DefaultBlock);
        List<MarketRow> rows = [];
        foreach (var (key, all) in series.Where(one => one.Key.Interval == document.Interval).OrderBy(one => one.Key.Instrument.Symbol, StringComparer.Ordinal))
        {
            var known = until < DateTimeOffset.MaxValue ? all.Between(DateTimeOffset.MinValue, until.AddTicks(1)) : all;
            if (known.Count == 0)
                continue;
            run.Reset();
            foreach (var need in plan.Reader.Program.Data.Series)
            {
                if (need.KeyFor(document.Market, key.Instrument.Symbol) is { } other && series.TryGetValue(other, out var given))
                    run.Give(need, given);
            }

            run.TakeIn(known);
            var values = plan.Reader.Read(run).ToDictionary();
            rows.Add(new MarketRow(
                new BarCoverage(key, all.Count, all[0].Time, all[all.Count - 1].Time, IsSynthetic: false), known[known.Count - 1].Time,
                [.. plan.Readings.Select(reading => values[reading.Text])]));
        }

        return plan.Result(rows, [.. plan.MissingData(key => series.GetValueOrDefault(key)?.Count ?? 0)]);
    }
}
