namespace Trading.Application.MarketData;

/// <summary>The indicators of a series at consecutive bars.</summary>
/// <param name="Times">Start of each bar in UTC ticks, ascending.</param>
/// <param name="Close">Closes of the bars.</param>
/// <param name="Values">A column for each of <see cref="IndicatorSet.Names"/> with one value a bar; NaN where there is none.</param>
public sealed record IndicatorColumns(ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Close, IReadOnlyList<ReadOnlyMemory<double>> Values)
{
    /// <summary>Number of bars.</summary>
    public int Count => Times.Length;

    /// <summary>Some of the bars, sharing the columns.</summary>
    public IndicatorColumns Slice(int start, int length) =>
        new(Times.Slice(start, length), Close.Slice(start, length), [.. Values.Select(column => column.Slice(start, length))]);

    /// <summary>The indicators at a bar.</summary>
    /// <param name="key">The series.</param>
    /// <param name="row">Position of the bar, 0 the oldest.</param>
    public IndicatorSnapshot At(BarKey key, int row) => new(
        key, new DateTimeOffset(Times.Span[row], TimeSpan.Zero), Close.Span[row],
        IndicatorSet.Names.Zip(Values).ToDictionary(column => column.First, column => column.Second.Span[row]));
}
