using System.Globalization;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Local.Reports;

/// <summary>A back-test's result for a person at a terminal.</summary>
internal static class ResultTable
{
    public static async Task WriteAsync(TextWriter output, BacktestRequest request, BarSeries bars, BacktestResult result)
    {
        foreach (var (label, value) in Rows(request, bars, result))
            await output.WriteLineAsync($"{label,-18}{value}");
    }

    /// <summary>Labels and values, in the order in which they are read.</summary>
    public static IEnumerable<(string Label, string Value)> Rows(BacktestRequest request, BarSeries bars, BacktestResult result)
    {
        var strategy = request.Strategy;
        yield return ("Bars", $"{result.Bars} of {strategy.Instrument} {strategy.Interval}, {Date(bars[0])} to {Date(bars[bars.Count - 1])}");
        yield return ("Entry", strategy.Rules.Entry);
        yield return ("Exit", strategy.Rules.Exit ?? "never");
        yield return ("Sizing", strategy.Rules.Sizing.WholeUnits ? "all in, whole units" : "all in, fractions");
        yield return ("Costs", string.Create(
            CultureInfo.InvariantCulture, $"commission {strategy.Costs.CommissionRate * 100:0.####}%, slippage {strategy.Costs.SlippageRate * 100:0.####}%"));
        yield return ("Initial cash", Money(result.InitialCash));
        yield return ("Final equity", Money(result.FinalEquity));
        yield return ("Total return", Percent(result.TotalReturn));
        yield return ("Max drawdown", Percent(result.MaxDrawdown));
        yield return ("Sharpe", double.IsNaN(result.Sharpe)
            ? "not defined"
            : string.Create(CultureInfo.InvariantCulture, $"{result.Sharpe:0.0000} (per bar, {result.PeriodsPerYear:0} a year, risk-free rate 0)"));
        yield return ("Fees paid", Money(result.FeesPaid));
        yield return ("Buys / sells", $"{result.Buys} / {result.Sells}{(result.HasOpenPosition ? ", one position open" : "")}");
        yield return ("Winners", result.Sells == 0 ? "none closed" : $"{result.Winners} of {result.Sells} ({Percent((double)result.Winners / result.Sells)})");
    }

    public static string Money(double value) => value.ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Percent(double value) => value.ToString("0.00%", CultureInfo.InvariantCulture);

    private static string Date(in Bar bar) => bar.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
