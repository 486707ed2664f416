namespace Trading.Application.Optimisations;

/// <summary>What a validation came to; what is not defined is null.</summary>
/// <param name="TotalReturn">Equity gained over all tests as a fraction of the initial cash.</param>
/// <param name="MaxDrawdown">Largest fall over all tests, as a fraction.</param>
/// <param name="Sharpe">Annualised Sharpe ratio over all tests.</param>
/// <param name="Efficiency">Growth per bar in tests as a share of that in training; near 0 the choice was chance.</param>
/// <param name="Rounds">The folds.</param>
public sealed record ValidationView(
    double TotalReturn, double MaxDrawdown, double? Sharpe, double? Efficiency, IReadOnlyList<ValidationRoundView> Rounds);
