namespace Trading.Application.Optimisations;

/// <summary>What did best on a fold's bars for choosing.</summary>
/// <param name="Trial">Position of the trial in the search; -1 when none had a score.</param>
/// <param name="Score">Its score there; larger is better.</param>
public readonly record struct FoldChoice(int Trial, double Score)
{
    /// <summary>Before anything was tried.</summary>
    public static FoldChoice None { get; } = new(-1, double.NaN);

    /// <summary>The better of two, of equals the earlier trial.</summary>
    public FoldChoice Or(FoldChoice other)
    {
        if (other.Trial < 0 || double.IsNaN(other.Score))
            return this;
        return Trial < 0 || other.Score > Score || (other.Score == Score && other.Trial < Trial) ? other : this;
    }
}
