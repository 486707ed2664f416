using Trading.Quant.Backtests;

namespace Trading.Quant.Search.Validation;

/// <summary>What one fold came to.</summary>
/// <param name="Fold">Its bars.</param>
/// <param name="Chosen">The combination that did best on the bars for choosing; null when none had a score: the account stayed out.</param>
/// <param name="Train">Its result there; null when none was chosen.</param>
/// <param name="Test">Its result on the bars for judging, beginning with the equity that the folds before left; null when none was chosen.</param>
/// <param name="Efficiency">
/// Growth per bar in the test, as a share of that in training, both as logarithms; NaN when training did not gain.
/// </param>
public sealed record ValidationRound(
    ValidationFold Fold, Sweeps.SweepResult? Chosen, BacktestResult? Train, BacktestResult? Test, double Efficiency);
