using Trading.Application.MarketData;
using Trading.Application.Rules;
using Trading.Domain.Screening;
using Trading.Quant.Rules;
using Trading.Quant.Screening;

namespace Trading.Application.Screening;

/// <summary>A screen made ready: what has to be read of each symbol, and what that comes to. Immutable.</summary>
public sealed class ScreenPlan
{
    private const int CloseColumn = 0;
    private const int RankColumn = 1;

    private static readonly Formula Close = Formula.Parse("close");

    private readonly ScreenDocument document;
    private readonly Rule[] conditions;
    private readonly Formula[] columns;
    private readonly Screen screen;

    /// <summary>Makes a screen ready.</summary>
    /// <param name="document">A valid one, as <see cref="ScreenReader"/> gives it.</param>
    /// <exception cref="FormatException">A text is no rule or formula.</exception>
    public ScreenPlan(ScreenDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        this.document = document;
        conditions = [.. document.Conditions.Select(Rule.Parse)];
        columns = document.Columns.Count > 0 ? [.. document.Columns.Select(text => Formula.Parse(text))] : NumbersOf(conditions);
        Formula[] ranking = document.Ranking is { } ranked ? [Formula.Parse(ranked.Expression)] : [];
        screen = new Screen(conditions, [Close, .. ranking, .. columns]);
        Reader = new SeriesReader(screen.Readings, document.Interval);
    }

    /// <summary>What has to be read of each series.</summary>
    public IReadOnlyList<Reading> Readings => screen.Readings;

    /// <summary>Reads all of it.</summary>
    public SeriesReader Reader { get; }

    /// <summary>What was found.</summary>
    /// <param name="rows">What was read, by symbol.</param>
    /// <param name="findings">What was odd about it.</param>
    public ScreenResult Result(IReadOnlyList<MarketRow> rows, IReadOnlyList<string> findings)
    {
        ArgumentNullException.ThrowIfNull(rows);
        MarketRow[] read = [.. rows.Where(row => row.Problem is null)];
        var time = read.Max(row => (DateTimeOffset?)row.Time);
        MarketRow[] fresh = [.. read.Where(row => time - row.Time <= TimeSpan.FromDays(document.MaxAgeDays))];
        var outcome = fresh.Length > 0 ? screen.Judge(fresh.Length, [.. Readings.Select((_, reading) => Column(fresh, reading))]) : null;
        return new ScreenResult(
            time, fresh.Length, outcome?.MatchCount ?? 0, outcome?.UnknownCount ?? 0, read.Length - fresh.Length,
            [.. rows.Where(row => row.Problem is not null).Select(row => $"{row.Series.Key.Instrument.Symbol}: {row.Problem}")],
            [.. conditions.Select((rule, condition) => TallyOf(rule, outcome?.Tally(condition) ?? default))],
            [.. conditions.SelectMany(RuleChecks.OfLogic).Select(finding => finding.Message), .. findings],
            [.. columns.Select(column => column.Root.Text)],
            outcome is null ? [] : [.. Found(outcome).Take(document.Limit).Select(row => Match(outcome, row, fresh[row]))]);
    }

    /// <summary>What conditions and numbers need besides the symbols' own bars, and is not there.</summary>
    /// <param name="bars">How many bars there are of a series; 0 for none.</param>
    public IEnumerable<string> MissingData(Func<BarKey, int> bars) => Reader.Program
        .FindMissing(need => need.Symbol is not null && need.KeyFor(document.Market, need.Symbol) is { } key ? bars(key) : int.MaxValue)
        .Select(finding => finding.Message);

    private IEnumerable<int> Found(ScreenOutcome outcome) =>
        document.Ranking is { } ranking ? outcome.Ranked(RankColumn, ranking.HighestFirst) : outcome.Matches;

    private ScreenMatch Match(ScreenOutcome outcome, int row, MarketRow read) => new(
        read.Series.Key.Instrument.Symbol, read.Time, outcome.Values(CloseColumn)[row],
        document.Ranking is null ? double.NaN : outcome.Values(RankColumn)[row],
        [.. columns.Select((_, column) => outcome.Values((document.Ranking is null ? RankColumn : RankColumn + 1) + column)[row])], read.Series.IsSynthetic);

    private static ReadOnlyMemory<double> Column(MarketRow[] rows, int reading) => Array.ConvertAll(rows, row => row.Values[reading]);

    private static ScreenTally TallyOf(Rule rule, (int Holds, int Fails, int Unknown) tally) => new(rule.Root.Text, tally.Holds, tally.Fails, tally.Unknown);

    /// <summary>The numbers that conditions look at, except for the close, which is always shown.</summary>
    private static Formula[] NumbersOf(IReadOnlyList<Rule> conditions) =>
        [.. new Screen(conditions, []).Readings.Select(reading => reading.Number).OfType<Formula>().Where(number => number.Text != Close.Text).Take(ScreenReader.MaxColumns)];
}
