namespace Trading.Application.Optimisations;

/// <summary>How far the best of many trials can be believed; what is not defined is null.</summary>
/// <param name="ExpectedMaximumSharpe">Annualised Sharpe ratio that the best of so many trials would have by luck.</param>
/// <param name="DeflatedSharpe">Probability that the best trial's true Sharpe ratio is above 0, given the number and spread of the trials.</param>
/// <param name="ProbabilityOfOverfitting">How often the best on one half of the bars is no better than the middle on the other half; about 0.5 without skill.</param>
/// <param name="OverfittingTrials">Trials that this probability was told from: a sample, evenly spaced over the search.</param>
public sealed record OptimisationHonesty(double? ExpectedMaximumSharpe, double? DeflatedSharpe, double? ProbabilityOfOverfitting, int OverfittingTrials);
