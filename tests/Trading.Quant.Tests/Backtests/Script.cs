using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;

namespace Trading.Quant.Tests.Backtests;

/// <summary>A strategy that does what a test says at the closes of given steps, counted from 0.</summary>
internal sealed class Script(params (int Step, Script.Act Act)[] acts) : IStrategy
{
    private int step;

    public delegate void Act(in StrategyContext context);

    public static SimulationSettings NoCosts { get; } = new(1_000, TradingCosts.None, 252);

    public void OnBar(in StrategyContext context)
    {
        foreach (var (at, act) in acts)
        {
            if (at == step)
                act(context);
        }

        step++;
    }

    /// <summary>Daily bars of open, high, low and close, with a volume of 1,000.</summary>
    public static BarSeries Bars(params (double Open, double High, double Low, double Close)[] prices) =>
        WithVolumes([.. prices.Select(price => (price.Open, price.High, price.Low, price.Close, 1_000.0))]);

    public static BarSeries WithVolumes(params (double Open, double High, double Low, double Close, double Volume)[] bars) =>
        BarSeries.FromBars([.. bars.Select((bar, day) => new Bar(Day(day), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume))]);

    /// <summary>Bars that open and close at one price.</summary>
    public static BarSeries Flat(params double[] prices) => Bars([.. prices.Select(price => (price, price, price, price))]);

    public static DateTimeOffset Day(int day) => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    public static SimulatedInstrument Us(BarSeries bars, string symbol = "A") => new(InstrumentId.Create(Market.US, symbol), bars);

    /// <summary>Runs in both modes, which must agree.</summary>
    public static SimulationResult Run(BarSeries bars, SimulationSettings settings, params (int Step, Act Act)[] acts) => Run([Us(bars)], settings, acts);

    public static SimulationResult Run(IReadOnlyList<SimulatedInstrument> instruments, SimulationSettings settings, params (int Step, Act Act)[] acts)
    {
        var fast = Simulation.Run(instruments, new Script(acts), settings, TestContext.Current.CancellationToken);
        var exact = Simulation.Run(instruments, new Script(acts), settings with { Mode = SimulationMode.Exact }, TestContext.Current.CancellationToken);
        Assert.Equal(fast.Fills.Count, exact.Fills.Count);
        for (var i = 0; i < fast.Equity.Count; i++)
            Assert.Equal(fast.Equity[i], exact.Equity[i], 1e-5);
        return fast;
    }
}
