namespace Trading.Application.Optimisations;

/// <summary>What a search's orchestration has to do.</summary>
/// <param name="Optimisation">Which search.</param>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Width">Chunks that may run at once; 1 where each follows from those before.</param>
/// <param name="Next">The first chunk that was not begun.</param>
public sealed record OptimisationRun(OptimisationReference Optimisation, int Chunks, int Width, int Next = 0)
{
    private const int MostAtOnce = 4;

    /// <summary>The run of a search from its beginning.</summary>
    public static OptimisationRun Of(Optimisation optimisation)
    {
        ArgumentNullException.ThrowIfNull(optimisation);
        return new OptimisationRun(
            new OptimisationReference(optimisation.User.Value, optimisation.Id.Value),
            (optimisation.Trials + optimisation.ChunkSize - 1) / optimisation.ChunkSize,
            optimisation.Request().IsAdaptive ? 1 : MostAtOnce);
    }
}
