using System.CommandLine;
using System.Text;
using System.Text.Json;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.Backtests.Reports;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Functions.Http;
using Trading.Local.Reports;
using Trading.Quant.Backtests;

namespace Trading.Local.Commands;

/// <summary>Back-tests a strategy on the bars of a file, without a data folder; the engine is the app's own.</summary>
internal sealed class BacktestCommand(TimeProvider clock)
{
    private const int BarsAtOnce = 16_384;

    private readonly Option<FileInfo> strategy = new("--strategy") { Description = "JSON: a back-test as the API takes it, or its strategy object alone.", HelpName = "FILE.json", Required = true };
    private readonly Option<FileInfo> bars = new("--bars") { Description = "CSV of bars; the interval is taken from the strategy file, else from a name such as SPY.1d.csv, else 1d.", HelpName = "FILE.csv", Required = true };
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON, as the API gives it." };
    private readonly Option<FileInfo?> report = new("--report") { Description = "Write a report with charts that needs nothing beside it.", HelpName = "FILE.html" };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command("backtest", "Back-tests a strategy on a file of bars.") { strategy, bars, json, report };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => RunAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var (strategyFile, barsFile) = (parsed.GetRequiredValue(strategy), parsed.GetRequiredValue(bars));
        if (!strategyFile.Exists)
            return await Failure.TellAsync(error, $"There is no file '{strategyFile.FullName}'.");
        BacktestDraft draft;
        try
        {
            draft = StrategyFile.Read(await File.ReadAllTextAsync(strategyFile.FullName, cancellationToken), barsFile.Name);
        }
        catch (JsonException malformed)
        {
            return await Failure.TellAsync(error, $"'{strategyFile.FullName}' can't be read: {malformed.Message}");
        }

        var errors = new FieldErrors();
        if (BacktestReader.Read(draft, errors) is not { } request)
        {
            return await Failure.TellAsync(error, [$"The back-test in '{strategyFile.FullName}' can't be made.",
                .. errors.ToDictionary().Select(field => $"  {field.Key}: {string.Join("; ", field.Value)}")]);
        }

        var read = await BarsFile.ReadAsync(barsFile, request.Strategy.Interval, clock.GetUtcNow(), error, cancellationToken);
        if (!read.TryGet(out var all, out var refusal))
            return await Failure.TellAsync(error, refusal);
        var tested = all.Between(request.From, request.To);
        if (tested.Count == 0)
            return await Failure.TellAsync(error, "No bars lie between from and to.");
        var engine = RunBacktestHandler.Engine(request);
        var equity = new double[tested.Count];
        var pins = Compute(engine, request, tested, equity, error, cancellationToken);

        var asJson = parsed.GetValue(json);
        var target = parsed.GetValue(report);
        if (asJson)
            await output.WriteLineAsync(JsonSerializer.Serialize(BacktestResultView.Of(engine.Result, pins), ApiJson.Responses));
        if (asJson && target is null)
            return ExitCode.Ok;
        var made = ReportBuilder.Create(
            new ReportSource(request, tested, equity, engine.Trades, IsSynthetic: false, pins, Trials: null), cancellationToken);
        if (!asJson)
            await WriteAsync(output, made);
        if (target is not null)
            await WriteReportAsync(target, HtmlReport.Create(made, ApiJson.Responses), cancellationToken);
        return ExitCode.Ok;
    }

    private static BacktestPins Compute(
        BacktestEngine engine, BacktestRequest request, BarSeries bars, double[] equity, TextWriter error, CancellationToken cancellationToken)
    {
        using var progress = new ProgressBar(error, !Console.IsErrorRedirected, "Running");
        using var digest = new RunDigest();
        for (var first = 0; first < bars.Count; first += BarsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(BarsAtOnce, bars.Count - first);
            var piece = bars.Slice(first, count);
            engine.Run(piece, equity.AsSpan(first, count));
            digest.Add(piece, equity.AsSpan(first, count));
            progress.Report((first + count) / (double)bars.Count);
        }

        return digest.Finish(request, engine.Trades);
    }

    // A person at a terminal sees the equity drawn; a pipe gets text alone.
    private static async Task WriteAsync(TextWriter output, BacktestReport report)
    {
        var lines = ResultTable.Figures(report);
        if (!Console.IsOutputRedirected)
            lines = lines.Append("Equity").Concat(TextChart.Draw(report.Curve.Equity, output.Encoding.CodePage == Encoding.UTF8.CodePage)).Append("");
        foreach (var line in lines.Concat(ResultTable.Monthly(report)))
            await output.WriteLineAsync(line);
    }

    // Written whole or not at all: beside its place first, then moved.
    private static async Task WriteReportAsync(FileInfo target, string html, CancellationToken cancellationToken)
    {
        var temporary = target.FullName + ".tmp";
        await File.WriteAllTextAsync(temporary, html, cancellationToken);
        File.Move(temporary, target.FullName, overwrite: true);
    }
}
