using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Quant.Strategies;

/// <summary>
/// Holds the instruments that have gained most, in equal parts, and chooses anew at regular bars. The oldest of the cross-sectional
/// strategies: Jegadeesh and Titman (1993), Journal of Finance 48(1).
/// </summary>
/// <param name="lookback">Bars over which the gain is measured.</param>
/// <param name="every">Times between two choices; the first is made at the first of them at which gains are known.</param>
/// <param name="count">Instruments held.</param>
/// <param name="invested">Fraction of the equity that is invested; what is left pays the commissions.</param>
public sealed class MomentumRotation(int lookback, int every, int count, double invested) : IStrategy
{
    private double[] gains = [];
    private int[] order = [];
    private bool[] chosen = [];
    private int steps;

    /// <inheritdoc/>
    public void Start(StrategySetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        gains = new double[setup.InstrumentCount];
        order = new int[setup.InstrumentCount];
        chosen = new bool[setup.InstrumentCount];
    }

    /// <inheritdoc/>
    public void OnBar(in StrategyContext context)
    {
        steps++;
        if (steps % every != 0 || steps <= lookback)
            return;
        var known = 0;
        for (var instrument = 0; instrument < gains.Length; instrument++)
        {
            chosen[instrument] = false;
            var closes = context.Column(instrument, BarField.Close);
            if (!context.HasBar(instrument) || closes.Length <= lookback)
                continue;
            gains[known] = -((closes[^1] / closes[^(lookback + 1)]) - 1);
            order[known++] = instrument;
        }

        Array.Sort(gains, order, 0, known);
        for (var rank = 0; rank < Math.Min(count, known); rank++)
        {
            chosen[order[rank]] = true;
            context.Target(order[rank], invested / count);
        }

        for (var instrument = 0; instrument < chosen.Length; instrument++)
        {
            if (!chosen[instrument] && context.Units(instrument) != 0)
                context.Close(instrument);
        }
    }
}
