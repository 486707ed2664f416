using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.Screening;

namespace Trading.Application.Screening;

/// <summary>Runs screens over stored bars.</summary>
public sealed class RunScreenHandler(IBarStore store, MarketReader reader)
{
    /// <summary>Most stored bars of all series that are looked at together.</summary>
    public const long MaxBars = 100_000_000;

    private const int NamedSymbols = 20;

    /// <summary>Looks for the symbols of which every condition holds.</summary>
    /// <param name="document">The screen.</param>
    /// <param name="at">A date or an instant: of each series the last bar that is not later is looked at; null for the newest.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What was found, or what is wrong, by field.</returns>
    public async Task<Result<ScreenResult, FieldErrors>> HandleAsync(ScreenDocument document, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var plan = new ScreenPlan(document);
        var all = (await store.ListAsync(cancellationToken)).ToDictionary(one => one.Key);
        var series = SeriesOf(document, all);
        if (series.Sum(one => (long)one.Count) is var bars && bars > MaxBars)
        {
            var errors = new FieldErrors();
            errors.Add("symbols", $"the {series.Count} series of the interval {document.Interval} hold {bars} bars; expected at most {MaxBars}: name some symbols, or look at longer bars");
            return errors;
        }

        var rows = at is { } instant
            ? await reader.ReadAtAsync(series, plan.Readings, instant, cancellationToken)
            : await reader.ReadNewestAsync(series, plan.Readings, all, cancellationToken);
        return plan.Result(rows, [.. plan.MissingData(key => all.GetValueOrDefault(key)?.Count ?? 0), .. UnknownSymbols(document, series)]);
    }

    private static List<BarCoverage> SeriesOf(ScreenDocument document, Dictionary<BarKey, BarCoverage> all)
    {
        var wanted = document.Symbols.ToHashSet();
        return [.. all.Values
            .Where(one => one.Key.Instrument.Market == document.Market && one.Key.Interval == document.Interval)
            .Where(one => wanted.Count == 0 || wanted.Contains(one.Key.Instrument.Symbol))
            .OrderBy(one => one.Key.Instrument.Symbol, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> UnknownSymbols(ScreenDocument document, IEnumerable<BarCoverage> series)
    {
        string[] unknown = [.. document.Symbols.Except(series.Select(one => one.Key.Instrument.Symbol))];
        var more = unknown.Length > NamedSymbols ? $" and {unknown.Length - NamedSymbols} more" : "";
        return unknown.Length == 0 ? [] : [$"No bars of {string.Join(", ", unknown.Take(NamedSymbols))}{more} are stored for the interval {document.Interval}."];
    }
}
