using System.CommandLine;
using System.Text;
using System.Text.Json;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.Backtests.Reports;
using Trading.Domain.Backtests;
using Trading.Functions.Http;
using Trading.Local.Reports;

namespace Trading.Local.Commands;

/// <summary>Back-tests a strategy on the bars of a file, without a data folder; the engine is the app's own.</summary>
internal sealed class BacktestCommand(TimeProvider clock)
{
    private readonly BacktestInput input = new(clock);
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON, as the API gives it." };
    private readonly Option<FileInfo?> report = new("--report") { Description = "Write a report with charts that needs nothing beside it.", HelpName = "FILE.html" };

    /// <summary>The command.</summary>
    public Command Create() => input.Complete(new Command("backtest", "Back-tests a strategy on a file of bars.") { json, report }, RunAsync);

    private async Task<int> RunAsync(ParseResult parsed, BacktestRequest request, BacktestData data, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var (run, pins) = PinnedRun.Of(request, data, cancellationToken);
        var asJson = parsed.GetValue(json);
        var target = parsed.GetValue(report);
        if (asJson)
            await output.WriteLineAsync(JsonSerializer.Serialize(BacktestResultView.Of(run.Result, pins, run.Denials), ApiJson.Responses));
        if (asJson && target is null)
            return ExitCode.Ok;
        var made = ReportBuilder.Create(
            new ReportSource(request, data.Traded, run.Times, run.Equity, run.Trades, IsSynthetic: false, pins, Trials: null) { Denials = run.Denials },
            cancellationToken);
        if (!asJson)
            await WriteAsync(output, made);
        if (target is not null)
            await WriteReportAsync(target, HtmlReport.Create(made, ApiJson.Responses), cancellationToken);
        return ExitCode.Ok;
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
