using Trading.Domain.Markets;

namespace Trading.Quant.Backtests;

/// <summary>An indicator at the last bar, calculated from all bars and from few.</summary>
/// <param name="Length">Bars of the shorter calculation.</param>
/// <param name="Instrument">Of which instrument.</param>
/// <param name="Indicator">Name and parameters.</param>
/// <param name="Output">Which of its lines.</param>
/// <param name="Whole">Value from all bars; NaN while it is not known.</param>
/// <param name="Part">Value from the last <paramref name="Length"/> bars; NaN while it is not known.</param>
public sealed record WarmupDifference(int Length, InstrumentId Instrument, string Indicator, string Output, double Whole, double Part)
{
    /// <summary>Distance of the two as a fraction of the value from all bars; infinite when only one is known, zero when neither is.</summary>
    public double Relative => (double.IsNaN(Whole), double.IsNaN(Part)) switch
    {
        (true, true) => 0,
        (false, false) => Whole == Part ? 0 : Math.Abs((Part - Whole) / Whole),
        _ => double.PositiveInfinity,
    };
}
