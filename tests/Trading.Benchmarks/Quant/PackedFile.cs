using Trading.Domain.MarketData;

namespace Trading.Benchmarks.Quant;

/// <summary>Packed bars in a file, as the rows of a table hold them: for each piece its count and its six columns.</summary>
internal static class PackedFile
{
    public static void Write(string path, IReadOnlyList<PackedBars> pieces)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write(pieces.Count);
        file.Write(pieces.Sum(piece => piece.Count));
        foreach (var piece in pieces)
        {
            file.Write(piece.Count);
            foreach (var column in new[] { piece.Times, piece.Open, piece.High, piece.Low, piece.Close, piece.Volume })
            {
                file.Write(column.Length);
                file.Write(column.Span);
            }
        }
    }

    /// <summary>Reads piece by piece into one series, so that no more than a piece is held twice.</summary>
    public static BarSeries Read(string path)
    {
        using var file = new BinaryReader(File.OpenRead(path));
        var pieces = file.ReadInt32();
        var bars = new BarSeriesBuilder(file.ReadInt32());
        for (; pieces > 0; pieces--)
            bars.Add(new PackedBars(file.ReadInt32(), Column(), Column(), Column(), Column(), Column(), Column()));
        return bars.Build();

        byte[] Column() => file.ReadBytes(file.ReadInt32());
    }
}
