using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

/// <summary>Input of the step that runs a chunk.</summary>
/// <param name="Optimisation">Which search.</param>
/// <param name="Chunk">Which chunk, from 0.</param>
public sealed record RunChunkRequest(OptimisationReference Optimisation, int Chunk);
