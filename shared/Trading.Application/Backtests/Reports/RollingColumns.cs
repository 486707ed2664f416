using Trading.Quant.Performance;

namespace Trading.Application.Backtests.Reports;

/// <summary>Figures over a moving window as columns.</summary>
/// <param name="Window">Bars in the window.</param>
/// <param name="Times">Last bars of the windows.</param>
/// <param name="Return">Return over the window.</param>
/// <param name="Volatility">Volatility within, annualised.</param>
/// <param name="Sharpe">Sharpe ratio within, annualised; NaN where the returns do not vary.</param>
public sealed record RollingColumns(
    int Window,
    IReadOnlyList<long> Times,
    IReadOnlyList<double> Return,
    IReadOnlyList<double> Volatility,
    IReadOnlyList<double> Sharpe)
{
    private const int Digits = 5;

    internal static RollingColumns Of(RollingFigures figures) => new(
        figures.Window, [.. figures.Times.Select(Column.Milliseconds)], Rounded(figures.Return), Rounded(figures.Volatility),
        Rounded(figures.Sharpe));

    private static IReadOnlyList<double> Rounded(IReadOnlyList<double> values) => [.. values.Select(value => Column.Round(value, Digits))];
}
