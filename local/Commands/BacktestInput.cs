using System.CommandLine;
using System.Text.Json;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Application.Templates;
using Trading.Domain;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Local.Commands;

/// <summary>A strategy, of a file or a template, and bars of files: the options of a command, and what they come to.</summary>
internal sealed class BacktestInput(TimeProvider clock)
{
    private readonly Option<FileInfo?> strategy = new("--strategy") { Description = "JSON: a back-test as the API takes it, or its strategy object alone.", HelpName = "FILE.json" };
    private readonly Option<string?> template = new("--template") { Description = "A template instead of a file; 'template list' lists them.", HelpName = "ID" };
    private readonly Option<string?> market = new("--market") { Description = "Market of a template's symbols, which decides its costs; US when it is left out.", HelpName = "MARKET" };
    private readonly Option<FileInfo[]> bars = new("--bars")
    {
        Description = "CSV of bars; the interval is taken from the strategy file, else from a name such as SPY.1d.csv, else 1d. Several, with names such as SPY.1d.csv, for several symbols and for bars that rules look at.",
        HelpName = "FILE.csv",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Gives a command these options, and what it does with what they come to.</summary>
    /// <param name="command">The command with its own options.</param>
    /// <param name="runAsync">What is done with a back-test and its bars; gives the exit code.</param>
    public Command Complete(Command command, Func<ParseResult, BacktestRequest, BacktestData, CancellationToken, Task<int>> runAsync)
    {
        foreach (var option in new Option[] { strategy, template, market, bars })
            command.Add(option);
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            async () =>
            {
                var (request, data, ended) = await ReadAsync(parsed, cancellationToken);
                return ended ?? await runAsync(parsed, request, data, cancellationToken);
            },
            parsed.InvocationConfiguration.Error));
        return command;
    }

    /// <summary>Reads the files.</summary>
    /// <returns>What is tested and its bars, or what to end with; then the reason was told.</returns>
    private async Task<(BacktestRequest Request, BacktestData Data, int? Ended)> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        var barsFiles = parsed.GetRequiredValue(bars);
        if (parsed.GetValue(strategy) is null == parsed.GetValue(template) is null)
        {
            await error.WriteLineAsync("Expected either --strategy or --template. Try --help.");
            return Ended(ExitCode.Usage);
        }

        if (parsed.GetValue(market) is not null && parsed.GetValue(template) is null)
        {
            await error.WriteLineAsync("--market belongs to --template; a file of a strategy names its own. Try --help.");
            return Ended(ExitCode.Usage);
        }

        if (!(await ReadDraftAsync(parsed, barsFiles, cancellationToken)).TryGet(out var draft, out var unread))
            return Ended(await Failure.TellAsync(error, unread));
        var errors = new FieldErrors();
        if (BacktestReader.Read(draft, errors) is not { } request)
        {
            var source = parsed.GetValue(strategy) is { } file ? $"in '{file.FullName}'" : $"of the template '{parsed.GetValue(template)}'";
            return Ended(await Failure.TellAsync(error, [$"The back-test {source} can't be made.",
                .. errors.ToDictionary().Select(field => $"  {field.Key}: {string.Join("; ", field.Value)}")]));
        }

        var series = new Dictionary<BarKey, BarSeries>();
        foreach (var file in barsFiles)
        {
            var key = KeyOf(file, request, isOnly: barsFiles.Length == 1);
            var read = await BarsFile.ReadAsync(file, key.Interval, clock.GetUtcNow(), error, cancellationToken);
            if (!read.TryGet(out var all, out var refusal))
                return Ended(await Failure.TellAsync(error, refusal));
            series[key] = all;
        }

        BarKey[] traded = [.. request.Strategy.Universe.Select(instrument => new BarKey(instrument, request.Strategy.Interval))];
        var others = BacktestData.OtherKeys(request.Strategy);
        if (traded.Concat(others).Where(key => !series.ContainsKey(key)).ToList() is [var missing, ..])
            return Ended(await Failure.TellAsync(error, $"No file has the bars of {missing}: name it {missing.Instrument.Symbol}.{missing.Interval}.csv."));
        BarSeries[] tested = [.. traded.Select(key => series[key].Between(request.From, request.To))];
        if (Array.TrueForAll(tested, one => one.Count == 0))
            return Ended(await Failure.TellAsync(error, "No bars lie between from and to."));
        var end = BacktestData.LastClose(request.Strategy, tested);
        return (request, new BacktestData(tested, [.. others.Select(key => new OtherBars(key, series[key].Between(DateTimeOffset.MinValue, end)))]), null);
    }

    private static (BacktestRequest Request, BacktestData Data, int? Ended) Ended(int exitCode) => (null!, null!, exitCode);

    /// <returns>The back-test, or why there is none.</returns>
    private async Task<Result<BacktestDraft, string>> ReadDraftAsync(ParseResult parsed, FileInfo[] barsFiles, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(template) is { } id)
        {
            return TemplateCatalog.Find(id) is { } known
                ? StrategyFile.Of(known, parsed.GetValue(market), [.. barsFiles.Select(file => file.Name)])
                : $"There is no template '{id}'; 'template list' lists them.";
        }

        var file = parsed.GetRequiredValue(strategy)!;
        if (!file.Exists)
            return $"There is no file '{file.FullName}'.";
        try
        {
            return StrategyFile.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken), barsFiles[0].Name);
        }
        catch (JsonException malformed)
        {
            return $"'{file.FullName}' can't be read: {malformed.Message}";
        }
    }

    private static BarKey KeyOf(FileInfo file, BacktestRequest request, bool isOnly)
    {
        var strategy = request.Strategy;
        return isOnly || !InstrumentId.TryCreate(strategy.Instrument.Market, file.Name.Split('.')[0], out var instrument)
            ? new BarKey(strategy.Instrument, strategy.Interval)
            : new BarKey(instrument, BarsFile.IntervalOf(file.Name) ?? strategy.Interval);
    }
}
