using Trading.Quant.Search;

namespace Trading.Application.Optimisations;

/// <summary>What a search came to; what is not defined is null.</summary>
/// <param name="Trials">Combinations that were tried.</param>
/// <param name="Top">The best by the first objective, the best first.</param>
/// <param name="Front">Those that no other beats in every objective, at most 50; empty with one objective.</param>
/// <param name="PlateauColumn">The parameter that runs to the right on the map of the first two; null with one parameter.</param>
/// <param name="PlateauRow">The parameter that runs downwards.</param>
/// <param name="Plateau">The place on that map around which the first objective is best on average: a safer choice than the best trial.</param>
/// <param name="Honesty">How far the best can be believed.</param>
/// <param name="Validation">How the choice did on bars that it did not see; null when that was not asked for.</param>
public sealed record OptimisationResult(
    int Trials, IReadOnlyList<TrialView> Top, IReadOnlyList<TrialView> Front, string? PlateauColumn, string? PlateauRow, HeatMapCell? Plateau,
    OptimisationHonesty Honesty, ValidationView? Validation);
