namespace Trading.Domain.MarketData;

/// <summary>Consecutive bars as packed columns, each small enough for one property of a table row.</summary>
/// <param name="Count">Number of bars.</param>
/// <param name="Times">Start times, packed.</param>
/// <param name="Open">First prices, packed.</param>
/// <param name="High">Highest prices, packed.</param>
/// <param name="Low">Lowest prices, packed.</param>
/// <param name="Close">Last prices, packed.</param>
/// <param name="Volume">Units traded, packed.</param>
public sealed record PackedBars(
    int Count,
    ReadOnlyMemory<byte> Times,
    ReadOnlyMemory<byte> Open,
    ReadOnlyMemory<byte> High,
    ReadOnlyMemory<byte> Low,
    ReadOnlyMemory<byte> Close,
    ReadOnlyMemory<byte> Volume)
{
    /// <summary>Largest packed column, in bytes: what a property of a table row holds. Six of them stay well below a row's 1 MiB.</summary>
    public const int MaxColumnBytes = 64 * 1024;

    /// <summary>Packs bars into as few pieces as the limit of a column allows; usually one.</summary>
    /// <returns>Pieces that follow each other in time; none for no bars.</returns>
    public static IReadOnlyList<PackedBars> Pack(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Count == 0)
            return [];
        var whole = new PackedBars(
            bars.Count, ColumnCodec.Pack(bars.Times), ColumnCodec.Pack(bars.Open), ColumnCodec.Pack(bars.High), ColumnCodec.Pack(bars.Low),
            ColumnCodec.Pack(bars.Close), ColumnCodec.Pack(bars.Volume));
        if (whole.LargestColumn <= MaxColumnBytes)
            return [whole];
        var half = bars.Count / 2;
        return [.. Pack(bars.Slice(0, half)), .. Pack(bars.Slice(half, bars.Count - half))];
    }

    /// <summary>The bars.</summary>
    /// <exception cref="InvalidDataException">The columns are damaged.</exception>
    public BarSeries Unpack() => Unpack([this]);

    /// <summary>The bars of pieces that follow each other in time, read straight into the columns of one series.</summary>
    /// <exception cref="InvalidDataException">The columns are damaged, or the pieces do not ascend in time.</exception>
    public static BarSeries Unpack(IReadOnlyList<PackedBars> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var builder = new BarSeriesBuilder(pieces.Sum(piece => piece.Count));
        foreach (var piece in pieces)
            builder.Add(piece);
        try
        {
            return builder.Build();
        }
        catch (ArgumentException damaged)
        {
            throw new InvalidDataException("Packed bars do not ascend in time.", damaged);
        }
    }

    private int LargestColumn => new[] { Times, Open, High, Low, Close, Volume }.Max(column => column.Length);
}
