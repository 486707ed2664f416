using CsvHelper;
using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>
/// Reads bars from CSV: UTF-8 (or UTF-16 with its mark), commas, any line ends, a header with timestamp, open, high, low, close and volume in any order and case.
/// Rows may come in any order. Empty lines and lines that begin with # are passed over. What a row says is never repaired or guessed.
/// </summary>
public sealed class BarCsvReader
{
    private readonly Interval interval;
    private readonly DateTimeOffset now;
    private readonly SortedDictionary<int, string[]> errors = [];
    private readonly List<(Bar Bar, int Line)> rows = [];
    private int rejected;
    private bool isReadable = true;

    private BarCsvReader(Interval interval, DateTimeOffset now)
    {
        this.interval = interval;
        this.now = now;
    }

    /// <summary>Reads a file to its end, or to the point from which it makes no sense.</summary>
    /// <param name="csv">The file, at its beginning. Whoever opened it limits its length.</param>
    /// <param name="interval">How long each bar lasts.</param>
    /// <param name="now">Present time; a bar that closes later is refused.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<BarCsvContent> ReadAsync(Stream csv, Interval interval, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(csv);
        return await new BarCsvReader(interval, now).ReadAsync(csv, cancellationToken);
    }

    private async Task<BarCsvContent> ReadAsync(Stream csv, CancellationToken cancellationToken)
    {
        HashSet<long> malformed = [];
        await using var reader = CsvReader.Create(csv, Options(record => malformed.Add(record.LineNumber)), leaveOpen: true);
        BarCsvHeader? header = null;
        try
        {
            while (isReadable && await reader.ReadAsync(cancellationToken))
            {
                if (reader.FieldCount == 1 && reader.IsEmpty(0))
                    continue;   // a line of spaces
                var line = (int)reader.LineNumber;
                if (header is not null)
                    ReadRow(header, reader, line, malformed.Contains(line));
                else
                    header = ReadHeader(reader, line);
            }
        }
        catch (CsvFormatException)
        {
            Unreadable((int)reader.LineNumber + 1, $"a line is longer than {BarCsvLimits.MaxLineBytes} bytes; the rest of the file was not read");
        }

        if (isReadable && rows.Count + rejected == 0)
            Unreadable(1, header is null ? "the file is empty; expected a header and rows" : "the file has no rows below its header");
        var bars = Order(out var wasReordered);
        return new BarCsvContent(
            bars, rejected, errors, isReadable, [.. Warnings(bars, wasReordered).Take(BarCsvLimits.MaxWarningsListed)], header?.Ignored ?? []);
    }

    private static CsvReaderOptions Options(Action<CsvMalformedRecord> onMalformed) => new()
    {
        HasHeader = false,   // ours knows what is missing, and other names
        Separator = ',',
        CommentPrefix = '#',
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        MaxRecordSize = BarCsvLimits.MaxLineBytes,
        TrackLineNumbers = true,
        OnMalformedRecord = onMalformed,
    };

    private BarCsvHeader? ReadHeader(CsvReader reader, int line)
    {
        if (reader.FieldCount > BarCsvLimits.MaxColumns)
        {
            Unreadable(line, $"the header has {reader.FieldCount} columns; expected at most {BarCsvLimits.MaxColumns}");
            return null;
        }

        var (header, error) = BarCsvHeader.Read([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        if (error is not null)
            Unreadable(line, error);
        return header;
    }

    private void ReadRow(BarCsvHeader header, CsvReader reader, int line, bool isMalformed)
    {
        if (rows.Count + rejected == BarCsvLimits.MaxRows)
            Unreadable(line, $"the file has more than {BarCsvLimits.MaxRows} rows");
        else if (isMalformed)
            Reject(line, "the quotes are not balanced");
        else if (reader.FieldCount != header.FieldCount)
            Reject(line, $"{reader.FieldCount} fields; expected {header.FieldCount} as in the header");
        else
            ReadBar(header, reader, line);
    }

    private void ReadBar(BarCsvHeader header, CsvReader reader, int line)
    {
        List<string>? wrong = null;
        Span<double> numbers = stackalloc double[BarCsvHeader.Names.Length];
        if (BarCsvText.ReadTime(reader.GetSpan(header.Positions[0]), interval, now, out var start) is { } expected)
            (wrong ??= []).Add($"timestamp is '{BarCsvText.Show(reader.GetString(header.Positions[0]))}'; expected {expected}");
        for (var column = 1; column < numbers.Length; column++)
        {
            if (!BarCsvText.TryReadNumber(reader.GetSpan(header.Positions[column]), out numbers[column]))
                (wrong ??= []).Add($"{BarCsvHeader.Names[column]} is '{BarCsvText.Show(reader.GetString(header.Positions[column]))}'; expected a number such as 1234.56");
        }

        var bar = new Bar(start, numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
        if (wrong is null && BarRules.Check(bar) is { } defect)
            wrong = [FormattableString.Invariant($"{defect.Field} is {defect.Value:R}; expected {defect.Expected}")];
        if (wrong is null)
            rows.Add((bar, line));
        else
            Reject(line, [.. wrong]);
    }

    /// <summary>The good rows ascending in time; rows that contradict others are rejected.</summary>
    private BarSeries Order(out bool wasReordered)
    {
        wasReordered = rows.Zip(rows.Skip(1)).Any(pair => pair.Second.Bar.Time < pair.First.Bar.Time);
        if (wasReordered)
            rows.Sort((one, other) => one.Bar.Time != other.Bar.Time ? one.Bar.Time.CompareTo(other.Bar.Time) : one.Line.CompareTo(other.Line));

        var bars = new BarSeriesBuilder(rows.Count);
        for (var at = 0; at < rows.Count;)
        {
            var (bar, line) = rows[at];
            var same = 1;
            while (at + same < rows.Count && rows[at + same].Bar.Time == bar.Time)
                same++;
            at += same;

            var repeats = rows.GetRange(at - same + 1, same - 1);
            if (repeats.Exists(row => row.Bar != bar))
            {
                // Which of them is right cannot be known, so none is taken.
                var lines = string.Join(", ", repeats.Select(row => row.Line).Prepend(line).Take(5));
                foreach (var (_, repeated) in repeats.Prepend((bar, line)))
                    Reject(repeated, $"timestamp stands in lines {lines} with different values");
                continue;
            }

            foreach (var row in repeats)
                Reject(row.Line, $"timestamp and values stand in line {line} already");
            if (!interval.IsDaily && bars.Count > 0 && bar.Time < bars.LastTime + interval.Duration)
                Reject(line, $"timestamp lies within {interval} of the bar before, {BarCsvText.WriteTime(bars.LastTime, interval)}; expected bars of {interval}");
            else
                bars.Add(bar);
        }

        return bars.Build();
    }

    private IEnumerable<string> Warnings(BarSeries bars, bool wasReordered) =>
        wasReordered ? BarRules.Suspicions(bars, interval).Prepend("the rows were not in order of time; they were sorted") : BarRules.Suspicions(bars, interval);

    private void Reject(int line, params string[] wrong)
    {
        rejected++;
        if (errors.Count < BarCsvLimits.MaxErrorsListed)
            errors[line] = wrong;
    }

    private void Unreadable(int line, string error)
    {
        isReadable = false;
        errors[line] = [error];
    }
}
