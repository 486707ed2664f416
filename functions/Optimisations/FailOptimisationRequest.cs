using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

/// <summary>Input of the step that stores why there is no result.</summary>
/// <param name="Optimisation">Which.</param>
/// <param name="Error">Why.</param>
public sealed record FailOptimisationRequest(OptimisationReference Optimisation, string Error);
