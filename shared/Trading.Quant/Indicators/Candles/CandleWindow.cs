namespace Trading.Quant.Indicators.Candles;

/// <summary>The last candles, of which the newest has age 0.</summary>
internal readonly ref struct CandleWindow(ReadOnlySpan<Candle> ring, int newest)
{
    /// <summary>Candles that are remembered; a power of two.</summary>
    public const int Capacity = 16;

    private readonly ReadOnlySpan<Candle> ring = ring;

    /// <summary>The candle of an age in bars.</summary>
    public ref readonly Candle this[int age] => ref ring[(newest - age) & (Capacity - 1)];
}
