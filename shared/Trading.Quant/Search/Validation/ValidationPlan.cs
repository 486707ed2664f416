using Trading.Quant.Backtests;
using Trading.Quant.Search.Sweeps;

namespace Trading.Quant.Search.Validation;

/// <summary>How well a way of choosing parameters does on bars that it did not see.</summary>
/// <param name="Sweep">The strategy, its combinations and the conditions; windows are those of the folds.</param>
/// <param name="Folds">What is chosen on and what is judged on, the tests ascending in time.</param>
/// <param name="Score">What is chosen by: of a result on the bars for choosing; larger is better, NaN is never chosen.</param>
public sealed record ValidationPlan(SweepPlan Sweep, IReadOnlyList<ValidationFold> Folds, Func<BacktestResult, double> Score);
