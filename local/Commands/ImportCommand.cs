using System.CommandLine;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Embedded;
using Trading.Integrations.MarketData;

namespace Trading.Local.Commands;

/// <summary>Imports a CSV file of bars into a data folder, also while the app serves it: the folder's database is shared.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<FileInfo> file = new("FILE") { Description = "CSV with a header: timestamp,open,high,low,close,volume." };
    private readonly Option<string> market = new("--market") { Description = $"Market: {string.Join(", ", Market.All)}.", HelpName = "CODE", Required = true };
    private readonly Option<string> symbol = new("--symbol") { Description = "Symbol, such as SPY.", HelpName = "SYMBOL", Required = true };
    private readonly Option<string> interval = new("--interval") { Description = $"Length of a bar: {string.Join(", ", Interval.All)}.", HelpName = "CODE", Required = true };
    private readonly Option<bool> quarantine = new("--quarantine") { Description = "Store the good rows of a file that has bad ones too, and list those." };
    private readonly Option<string> data = new("--data") { Description = "Folder of all data; created when missing.", HelpName = "FOLDER", DefaultValueFactory = _ => ".data" };

    public ImportCommand()
    {
        market.Validators.Add(result => Check(result.GetValueOrDefault<string>(), text => Market.TryParse(text, out _), "--market", string.Join(", ", Market.All), result.AddError));
        interval.Validators.Add(result => Check(result.GetValueOrDefault<string>(), text => Interval.TryParse(text, out _), "--interval", string.Join(", ", Interval.All), result.AddError));
        symbol.Validators.Add(result => Check(
            result.GetValueOrDefault<string>(), text => InstrumentId.TryCreate(Market.US, text, out _), "--symbol",
            $"1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens", result.AddError));
    }

    /// <summary>The command.</summary>
    public Command Create()
    {
        var command = new Command("import", "Imports bars from a CSV file; all rows or none.") { file, market, symbol, interval, quarantine, data };
        command.SetAction((parsed, cancellationToken) => Failure.GuardAsync(
            () => ImportAsync(parsed, cancellationToken), parsed.InvocationConfiguration.Error));
        return command;
    }

    private static void Check(string? text, Func<string?, bool> isValid, string option, string expected, Action<string> addError)
    {
        if (!isValid(text))
            addError($"{option} is '{text}'; expected {expected}.");
    }

    private async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var source = parsed.GetRequiredValue(file);
        if (!source.Exists)
        {
            await error.WriteLineAsync($"There is no file '{source.FullName}'.");
            return ExitCode.Failed;
        }

        if (source.Length > BarCsvLimits.MaxBytes)
        {
            await error.WriteLineAsync($"'{source.FullName}' has {source.Length} bytes; the limit is {BarCsvLimits.MaxBytes}.");
            return ExitCode.Failed;
        }

        // The options' validators have made sure that these are known.
        _ = Market.TryParse(parsed.GetRequiredValue(market), out var knownMarket);
        _ = Interval.TryParse(parsed.GetRequiredValue(interval), out var knownInterval);
        var key = new BarKey(InstrumentId.Create(knownMarket, parsed.GetRequiredValue(symbol)), knownInterval);

        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = parsed.GetRequiredValue(data) });
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton(platform.Clock)
            .AddSingleton(new TableServiceClient(platform.ConnectionString)).AddLogging()
            .AddMarketDataUseCases().AddMarketDataStores().BuildServiceProvider();
        await using var csv = source.OpenRead();
        var result = await services.GetRequiredService<ImportBarsHandler>().HandleAsync(
            key, csv, parsed.GetValue(quarantine), cancellationToken);
        if (!result.TryGet(out var imported, out var refusal))
        {
            await error.WriteLineAsync(refusal.Detail);
            await WriteErrorsAsync(error, refusal.Errors);
            return ExitCode.Failed;
        }

        await output.WriteLineAsync(
            $"Imported {imported.Imported} bars of {key} from {imported.First:yyyy-MM-dd} to {imported.Last:yyyy-MM-dd}: " +
            $"{imported.Added} new, {imported.Updated} restated, {imported.Unchanged} unchanged; {imported.Rejected} rows rejected.");
        foreach (var warning in imported.Warnings)
            await output.WriteLineAsync($"Worth a look: {warning}.");
        await WriteErrorsAsync(error, imported.Errors);
        return ExitCode.Ok;
    }

    private static async Task WriteErrorsAsync(TextWriter error, IReadOnlyDictionary<int, string[]> errors)
    {
        foreach (var (line, wrong) in errors)
            await error.WriteLineAsync($"  line {line}: {string.Join("; ", wrong)}");
    }
}
