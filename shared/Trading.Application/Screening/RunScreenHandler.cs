using Trading.Application.MarketData;
using Trading.Domain.Screening;
using Trading.Quant.Rules;
using Trading.Quant.Screening;

namespace Trading.Application.Screening;

/// <summary>Runs screens over stored bars.</summary>
public sealed class RunScreenHandler(IBarStore store, MarketReader reader)
{
    private const int CloseColumn = 0;
    private const int NamedSymbols = 20;

    private static readonly Formula Close = Formula.Parse("close");

    /// <summary>Looks for the symbols of which every condition holds.</summary>
    /// <param name="document">The screen.</param>
    /// <param name="at">A date or an instant: of each series the last bar that is not later is looked at; null for the newest.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ScreenResult> HandleAsync(ScreenDocument document, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        Rule[] conditions = [.. document.Conditions.Select(Rule.Parse)];
        var columns = document.Columns.Count > 0 ? [.. document.Columns.Select(text => Formula.Parse(text))] : NumbersOf(conditions);
        Formula[] ranking = document.Ranking is { } ranked ? [Formula.Parse(ranked.Expression)] : [];
        var screen = new Screen(conditions, [Close, .. ranking, .. columns]);

        var all = (await store.ListAsync(cancellationToken)).ToDictionary(one => one.Key);
        var series = SeriesOf(document, all);
        var rows = at is { } instant
            ? await reader.ReadAtAsync(series, screen.Readings, instant, cancellationToken)
            : await reader.ReadNewestAsync(series, screen.Readings, all, cancellationToken);
        var time = rows.Where(row => row.Problem is null).Max(row => (DateTimeOffset?)row.Time);
        MarketRow[] fresh = [.. rows.Where(row => row.Problem is null && row.Time >= time!.Value.AddDays(-document.MaxAgeDays))];
        var outcome = fresh.Length > 0
            ? screen.Judge(fresh.Length, [.. screen.Readings.Select((_, reading) => new ReadOnlyMemory<double>([.. fresh.Select(row => row.Values[reading])]))])
            : null;
        return new ScreenResult(
            time, fresh.Length, outcome?.MatchCount ?? 0, outcome?.UnknownCount ?? 0, rows.Count(row => row.Problem is null) - fresh.Length,
            [.. rows.Where(row => row.Problem is not null).Select(row => $"{row.Series.Key.Instrument.Symbol}: {row.Problem}")],
            [.. conditions.Select((rule, condition) => TallyOf(rule, outcome?.Tally(condition) ?? default))],
            [.. conditions.SelectMany(RuleChecks.OfLogic).Concat(MissingOf(document, screen, all)).Select(finding => finding.Message)
                .Concat(UnknownSymbols(document, series))],
            [.. columns.Select(column => column.Root.Text)],
            outcome is null ? [] : [.. MatchesOf(document, outcome, fresh, columns.Length)]);
    }

    private static List<BarCoverage> SeriesOf(ScreenDocument document, Dictionary<BarKey, BarCoverage> all)
    {
        var wanted = document.Symbols.ToHashSet();
        return [.. all.Values
            .Where(one => one.Key.Instrument.Market == document.Market && one.Key.Interval == document.Interval)
            .Where(one => wanted.Count == 0 || wanted.Contains(one.Key.Instrument.Symbol))
            .OrderBy(one => one.Key.Instrument.Symbol, StringComparer.Ordinal)];
    }

    private static IEnumerable<ScreenMatch> MatchesOf(ScreenDocument document, ScreenOutcome outcome, MarketRow[] rows, int columns)
    {
        var first = CloseColumn + 1 + (document.Ranking is null ? 0 : 1);
        var found = document.Ranking is { } ranking ? outcome.Ranked(CloseColumn + 1, ranking.HighestFirst) : outcome.Matches;
        return found.Take(document.Limit).Select(row => new ScreenMatch(
            rows[row].Series.Key.Instrument.Symbol, rows[row].Time, outcome.Values(CloseColumn)[row],
            document.Ranking is null ? double.NaN : outcome.Values(CloseColumn + 1)[row],
            [.. Enumerable.Range(first, columns).Select(column => outcome.Values(column)[row])], rows[row].Series.IsSynthetic));
    }

    /// <summary>The numbers that conditions look at, except for the close, which is always shown.</summary>
    private static Formula[] NumbersOf(IReadOnlyList<Rule> conditions) =>
        [.. new Screen(conditions, []).Readings.Select(reading => reading.Number).OfType<Formula>().Where(number => number.Text != Close.Text).Take(ScreenReader.MaxColumns)];

    private static ScreenTally TallyOf(Rule rule, (int Holds, int Fails, int Unknown) tally) => new(rule.Root.Text, tally.Holds, tally.Fails, tally.Unknown);

    private static IEnumerable<string> UnknownSymbols(ScreenDocument document, IEnumerable<BarCoverage> series)
    {
        string[] unknown = [.. document.Symbols.Except(series.Select(one => one.Key.Instrument.Symbol))];
        return unknown.Length == 0 ? [] : [$"No bars of {string.Join(", ", unknown.Take(NamedSymbols))}{(unknown.Length > NamedSymbols ? $" and {unknown.Length - NamedSymbols} more" : "")} are stored for the interval {document.Interval}."];
    }

    /// <summary>What conditions and numbers need besides the symbols' own bars, and is not stored.</summary>
    private static IEnumerable<RuleFinding> MissingOf(ScreenDocument document, Screen screen, Dictionary<BarKey, BarCoverage> all) => RuleChecks
        .OfData(
            new SeriesReader(screen.Readings, document.Interval).Program, int.MaxValue,
            need => need.Symbol is null ? int.MaxValue
                : BarsReader.KeyOf(need, document.Market, need.Symbol) is { } key && all.TryGetValue(key, out var other) ? other.Count : 0,
            _ => false)
        .Where(finding => finding.Kind == RuleFindingKind.MissingData);
}
