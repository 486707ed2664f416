using Trading.Domain.MarketData;
using Trading.Quant.SyntheticData;

namespace Trading.Benchmarks.Quant;

/// <summary>Ten million minute bars, and one million, from packed pieces into memory.</summary>
internal static class LoadSpeed
{
    private const int Bars = 10_000_000;
    private const int Rounds = 5;

    public static void Run()
    {
        var pieces = BarPeriod.Split(Interval.OneMinute, SyntheticBars.Minutes(Bars)).SelectMany(part => PackedBars.Pack(part.Bars)).ToArray();
        var million = pieces.TakeWhile((_, i) => pieces.Take(i).Sum(piece => piece.Count) < 1_000_000).ToArray();
        Measure.Print("load.bytes", pieces.Sum(piece => (double)piece.Times.Length + piece.Open.Length + piece.High.Length + piece.Low.Length + piece.Close.Length + piece.Volume.Length) / Bars, "bytes/bar");
        Measure.PrintSeconds("load.million", Least(million));
        Measure.PrintSeconds("load", Least(pieces));
        Measure.PrintPeak();
    }

    private static double Least(PackedBars[] pieces) => Measure.Least(Enumerable.Range(0, Rounds).Select(_ => Measure.Seconds(() =>
    {
        var bars = PackedBars.Unpack(pieces);
        Check.Same(pieces.Sum(piece => piece.Count), bars.Count);
        // Bars 0 and 999,999 as the generator is known to make them.
        Check.Near(99.96442363, bars.Close[0], 0);
        Check.Near(125.11022404, bars.Close[999_999], 0);
    })).ToArray());
}
