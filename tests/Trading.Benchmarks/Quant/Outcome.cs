namespace Trading.Benchmarks.Quant;

/// <summary>What a run of the cross came to.</summary>
internal sealed record Outcome(
    int Entries, int Exits, int Buys, int Sells, int Winners, double FinalEquity, double MaxDrawdown, double Sharpe, double Fees)
{
    /// <summary>The cross of 10 and 30 on a million generated minutes, on which numpy, backtrader, vectorbt and LEAN agree.</summary>
    public static Outcome Minutes { get; } =
        new(13_536, 13_536, 13_536, 13_535, 4_064, 1_177_975.40534, 0.436211383, 0.443665399, 33_776_098.8866);

    /// <exception cref="InvalidOperationException">A count differs, or a figure by more than 1e-9 and the digits that were published.</exception>
    public void Expect(Outcome expected)
    {
        if ((Entries, Exits, Buys, Sells, Winners) != (expected.Entries, expected.Exits, expected.Buys, expected.Sells, expected.Winners))
            throw new InvalidOperationException($"Counts differ: {this}, expected {expected}.");
        Check.Near(expected.FinalEquity, FinalEquity, 1e-9);
        Check.Near(expected.Fees, Fees, 1e-9);
        Check.Near(expected.MaxDrawdown, MaxDrawdown, 2e-9);   // published with nine decimals
        Check.Near(expected.Sharpe, Sharpe, 2e-9);
    }
}
