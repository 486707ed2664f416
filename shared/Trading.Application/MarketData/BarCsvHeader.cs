namespace Trading.Application.MarketData;

/// <summary>Where each column of a CSV file of bars stands. Names count, in any order and case; other columns are ignored.</summary>
internal sealed class BarCsvHeader
{
    public static readonly string[] Names = ["timestamp", "open", "high", "low", "close", "volume"];

    private static readonly Dictionary<string, int> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["timestamp"] = 0, ["time"] = 0, ["date"] = 0, ["datetime"] = 0, ["날짜"] = 0, ["일자"] = 0,
        ["open"] = 1, ["시가"] = 1,
        ["high"] = 2, ["고가"] = 2,
        ["low"] = 3, ["저가"] = 3,
        ["close"] = 4, ["종가"] = 4,
        ["volume"] = 5, ["vol"] = 5, ["vol."] = 5, ["거래량"] = 5,
    };

    private BarCsvHeader(int[] positions, int fieldCount, IReadOnlyList<string> ignored)
    {
        Positions = positions;
        FieldCount = fieldCount;
        Ignored = ignored;
    }

    /// <summary>Position of each of <see cref="Names"/> in a row.</summary>
    public int[] Positions { get; }

    /// <summary>Fields of a row.</summary>
    public int FieldCount { get; }

    public IReadOnlyList<string> Ignored { get; }

    /// <summary>Reads the first row.</summary>
    /// <returns>The header, or why there is none.</returns>
    public static (BarCsvHeader? Header, string? Error) Read(string[] fields)
    {
        var positions = new int[Names.Length];
        Array.Fill(positions, -1);
        List<string> ignored = [];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!Aliases.TryGetValue(fields[i], out var column))
                ignored.Add(BarCsvText.Show(fields[i]));
            else if (positions[column] >= 0)
                return (null, $"the header names {Names[column]} twice");
            else
                positions[column] = i;
        }

        var missing = Names.Where((_, column) => positions[column] < 0).ToArray();
        if (missing.Length == 0)
            return (new BarCsvHeader(positions, fields.Length, ignored), null);
        var expected = $"expected a header with {string.Join(",", Names)}";
        var first = BarCsvText.Show(fields[0]);
        if (missing.Length < Names.Length)
            return (null, $"the header lacks {string.Join(", ", missing)}; {expected}");
        if (fields.Length == 1 && (fields[0].Contains(';') || fields[0].Contains('\t')))
            return (null, $"the fields are separated by {(fields[0].Contains(';') ? "semicolons" : "tabs")}; expected commas, and {expected}");
        if (fields[0].Contains('\uFFFD'))
            return (null, $"the file is not UTF-8; {expected}");
        return (null, $"found '{first}'; {expected}");
    }
}
