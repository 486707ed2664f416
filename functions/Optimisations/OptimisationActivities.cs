namespace Trading.Functions.Optimisations;

/// <summary>Names of a search's steps.</summary>
internal static class OptimisationActivities
{
    public const string RunChunk = "RunOptimisationChunk";
    public const string Complete = "CompleteOptimisation";
    public const string Fail = "FailOptimisation";
}
