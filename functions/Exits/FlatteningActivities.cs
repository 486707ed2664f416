namespace Trading.Functions.Exits;

/// <summary>Names of the activities of a flattening. A run in flight remembers them: none is ever renamed.</summary>
internal static class FlatteningActivities
{
    public const string Step = "FlattenStep";
}
