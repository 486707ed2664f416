namespace Trading.Application.Optimisations;

/// <summary>One fold of a validation.</summary>
/// <param name="From">Time of the first bar that judges.</param>
/// <param name="To">Time of the last bar that judges.</param>
/// <param name="Parameters">What was chosen; null when nothing had a score, so that the account stayed out.</param>
/// <param name="TrainScore">Its score on the bars for choosing, by the first objective.</param>
/// <param name="TestScore">Its score on the bars for judging.</param>
/// <param name="TestReturn">What was gained there, as a fraction.</param>
public sealed record ValidationRoundView(
    DateTime From, DateTime To, IReadOnlyDictionary<string, double>? Parameters, double? TrainScore, double? TestScore, double? TestReturn);
