using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Trading.Application;
using Trading.Application.Optimisations;
using Trading.Domain.MarketData;
using Trading.Functions.Http;
using Trading.Local.Reports;

namespace Trading.Local.Commands;

/// <summary>Searches for a strategy's parameters on the bars of a file, without a data folder; chunks and verdict are the app's own.</summary>
internal sealed class OptimizeCommand(TimeProvider clock)
{
    private readonly Option<FileInfo> strategy = new("--strategy") { Description = "JSON: a search as the API takes it, or a strategy object with $name in its rules.", HelpName = "FILE.json", Required = true };
    private readonly Option<FileInfo> bars = new("--bars") { Description = "CSV of bars; the interval is taken from the strategy file, else from a name such as SPY.1d.csv, else 1d.", HelpName = "FILE.csv", Required = true };
    private readonly OptimizeOptions options = new();
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON, as the API gives it." };
    private readonly Option<FileInfo?> csv = new("--csv") { Description = "Write every trial.", HelpName = "FILE.csv" };

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command("optimize", "Searches for a strategy's parameters on a file of bars.") { strategy, bars };
        foreach (var option in options.All.Concat([json, csv]))
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => RunAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        var (strategyFile, barsFile) = (parsed.GetRequiredValue(strategy), parsed.GetRequiredValue(bars));
        if (!strategyFile.Exists)
            return await Failure.TellAsync(error, $"There is no file '{strategyFile.FullName}'.");
        OptimisationDraft draft;
        try
        {
            draft = options.Apply(StrategyFile.ReadOptimisation(await File.ReadAllTextAsync(strategyFile.FullName, cancellationToken), barsFile.Name), parsed);
        }
        catch (JsonException malformed)
        {
            return await Failure.TellAsync(error, $"'{strategyFile.FullName}' can't be read: {malformed.Message}");
        }

        var errors = new FieldErrors();
        if (OptimisationReader.Read(draft, errors) is not { } request)
        {
            return await Failure.TellAsync(error, [$"The search in '{strategyFile.FullName}' can't be made.",
                .. errors.ToDictionary().Select(field => $"  {field.Key}: {string.Join("; ", field.Value)}")]);
        }

        var read = await BarsFile.ReadAsync(barsFile, request.Backtest.Strategy.Interval, clock.GetUtcNow(), error, cancellationToken);
        if (!read.TryGet(out var all, out var refusal))
            return await Failure.TellAsync(error, refusal);
        var searched = all.Between(request.Backtest.From, request.Backtest.To);
        return searched.Count < 2
            ? await Failure.TellAsync(error, $"{searched.Count} bars lie between from and to; expected 2 or more.")
            : await SearchAsync(parsed, request, searched);
    }

    /// <summary>A first Ctrl-C or SIGTERM ends the search between two blocks of bars, and what was found so far is told.</summary>
    private async Task<int> SearchAsync(ParseResult parsed, OptimisationRequest request, BarSeries searched)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        List<OptimisationChunk> chunks = [];
        try
        {
            Run(request, searched, chunks, error, stop.Token);
            var result = OptimisationJudge.Judge(request, searched, chunks, stop.Token);
            if (parsed.GetValue(csv) is { } target)
                await WriteCsvAsync(target, chunks, stop.Token);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(result, ApiJson.Responses));
            else
                await WriteAsync(output, OptimisationTable.Lines(request, result, [.. chunks.SelectMany(chunk => chunk.Trials)]));
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            var trials = chunks.SelectMany(chunk => chunk.Trials).ToList();
            var best = OptimisationJudge.Ranked(trials, request.Objectives[0]).FirstOrDefault();
            await error.WriteLineAsync($"Cancelled after {trials.Count} of {request.Trials} trials{(best is null ? "" : $"; the best so far is {best.Parameters}")}.");
            return ExitCode.Interrupted;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or InvalidOperationException)
        {
            // A combination whose rules are not valid, or too few bars for the validation.
            return await Failure.TellAsync(error, wrong.Message.Split(" (Parameter")[0]);
        }
    }

    private static void Run(
        OptimisationRequest request, BarSeries bars, List<OptimisationChunk> chunks, TextWriter error, CancellationToken cancellationToken)
    {
        using var progress = new ProgressBar(error, !Console.IsErrorRedirected, "Searching");
        var size = OptimisationEngine.ChunkSize(request, bars.Count);
        List<OptimisationTrial> told = [];
        while (told.Count < request.Trials)
        {
            var first = told.Count;
            var asked = OptimisationEngine.Ask(request, chunks.Count, size, told);
            var chunk = OptimisationEngine.Run(
                request, bars, chunks.Count, first, asked, new Fraction(done => progress.Report((first + done) / (double)request.Trials)), cancellationToken);
            if (chunk.Trials.Count == 0)
                return;
            chunks.Add(chunk);
            told.AddRange(chunk.Trials);
        }
    }

    private static async Task WriteAsync(TextWriter output, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }

    // Written whole or not at all: beside its place first, then moved.
    private static async Task WriteCsvAsync(FileInfo target, List<OptimisationChunk> chunks, CancellationToken cancellationToken)
    {
        var temporary = target.FullName + ".tmp";
        await File.WriteAllLinesAsync(temporary, OptimisationTable.Csv(chunks.SelectMany(chunk => chunk.Trials)), cancellationToken);
        File.Move(temporary, target.FullName, overwrite: true);
    }

    /// <summary>Reports where it is called; the framework's own would hand over to another thread.</summary>
    private sealed class Fraction(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
