using Trading.Domain.MarketData;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Quant.Backtests;
using Trading.Quant.SyntheticData;

namespace Trading.Quant.Tests.Backtests;

/// <summary>Gives random orders of every kind, the same ones for one seed, and checks at each close that the account adds up.</summary>
internal sealed class RandomTrader(int seed) : IStrategy
{
    private readonly Random random = new(seed);

    public void OnBar(in StrategyContext context)
    {
        var value = context.Cash;
        for (var i = 0; i < context.InstrumentCount; i++)
            value += context.Units(i) * context.Last(i).Close;
        Assert.True(Math.Abs(value - context.Equity) <= 1e-6 * Math.Max(1, Math.Abs(value)), $"seed {seed} at {context.Time}: {value} is not {context.Equity}");

        for (var i = 0; i < context.InstrumentCount; i++)
        {
            // Drawn whatever happens, so that runs in different numbers draw alike.
            var (what, kind, side, amount, away) = (random.Next(8), (OrderKind)random.Next(5), (Side)random.Next(2), random.NextDouble(), random.NextDouble());
            if (!context.HasBar(i))
                continue;
            var close = context.Last(i).Close;
            if (what == 0 && context.Orders(i) < 3)
                context.Submit(Request(i, kind, side, amount, away, close));
            else if (what == 1)
                context.Target(i, (amount - 0.3) * 0.8);
            else if (what == 2)
                context.CancelAll(i);
            else if (what == 3)
                context.Close(i, "close");
        }
    }

    private static OrderRequest Request(int instrument, OrderKind kind, Side side, double amount, double away, double close)
    {
        var up = side is Side.Buy ? 1 : -1;
        var size = amount < 0.3 ? TradeSize.Units(Math.Round(1 + (amount * 300))) : amount < 0.6 ? TradeSize.Cash(Math.Round(amount * 5_000)) : TradeSize.EquityFraction(0.3);
        return new OrderRequest(instrument, side, size, kind)
        {
            Limit = Math.Round(close * (1 - (up * 0.02 * (away - 0.3))), 4),
            Stop = Math.Round(close * (1 + (up * 0.02 * away)), 4),
            Trail = Distance.Fraction(0.01 + (0.03 * away)),
            Bracket = amount < 0.5 ? new Bracket(Distance.Fraction(0.02), Distance.Fraction(0.03), Distance.Fraction(0.025)) : default,
            GoodForBars = away < 0.5 ? 5 : 0,
            Tag = "random",
        };
    }

    /// <summary>Synthetic bars of several instruments that begin and end at different times and miss some.</summary>
    public static SimulatedInstrument[] Market(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 4).Select(symbol =>
        {
            var all = SyntheticBars.Daily(symbol + (seed % 100), 400, new DateOnly(2020, 1, 1));
            var (first, last) = (random.Next(50), 400 - random.Next(50));
            return Script.Us(
                BarSeries.FromBars([.. Enumerable.Range(first, last - first).Where(_ => random.Next(20) > 0).Select(bar => all[bar])]), $"S{symbol}");
        })];
    }
}
