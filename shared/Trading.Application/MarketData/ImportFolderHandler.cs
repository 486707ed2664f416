using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Application.MarketData;

/// <summary>
/// Imports the files of the import folder, each whole or not at all. A file is named <c>US.SPY.1d.csv</c>: market, symbol, interval.
/// A crash between import and move imports the file again, which changes nothing.
/// </summary>
public sealed class ImportFolderHandler(IImportFolder folder, ImportBarsHandler import, ILogger<ImportFolderHandler> logger)
{
    /// <summary>Imports what is complete.</summary>
    /// <returns>The series that got bars.</returns>
    public async Task<IReadOnlyList<BarKey>> HandleAsync(CancellationToken cancellationToken)
    {
        List<BarKey> changed = [];
        foreach (var name in folder.FindComplete())
        {
            if (!TryReadName(name, out var key))
            {
                Fail(name, $"The name '{name}' is not understood; expected market, symbol and interval, as in US.SPY.1d.csv.");
                continue;
            }

            if (await ImportAsync(name, key, cancellationToken))
                changed.Add(key);
        }

        return changed;
    }

    /// <summary>Reads a file's name.</summary>
    public static bool TryReadName(string name, out BarKey key)
    {
        ArgumentNullException.ThrowIfNull(name);
        key = default;
        var parts = name.Split('.');
        if (parts.Length < 4 || !parts[^1].Equals("csv", StringComparison.OrdinalIgnoreCase) || !Market.TryParse(parts[0], out var market) ||
            !Interval.TryParse(parts[^2], out var interval) || !InstrumentId.TryCreate(market, string.Join('.', parts[1..^2]), out var instrument))
            return false;
        key = new BarKey(instrument, interval);
        return true;
    }

    private async Task<bool> ImportAsync(string name, BarKey key, CancellationToken cancellationToken)
    {
        try
        {
            await using var csv = folder.Open(name);
            var result = await import.HandleAsync(key, csv, quarantine: false, cancellationToken);
            if (result.TryGet(out var imported, out var refusal))
            {
                folder.MoveToDone(name);
                logger.FileImported(name, key.ToString(), imported.Added, imported.Updated);
                return imported.Added + imported.Updated > 0;
            }

            Fail(name, Report(refusal));
        }
        catch (IOException unreadable)
        {
            Fail(name, $"The file cannot be read: {unreadable.Message}");
        }

        return false;
    }

    private void Fail(string name, string report)
    {
        logger.FileRefused(name, report.Split('\n')[0]);
        folder.MoveToFailed(name, report);
    }

    private static string Report(ImportRefusal refusal)
    {
        var report = new StringBuilder(refusal.Detail);
        foreach (var (line, errors) in refusal.Errors)
            report.Append(CultureInfo.InvariantCulture, $"\nline {line}: {string.Join("; ", errors)}");
        return report.Append('\n').ToString();
    }
}
