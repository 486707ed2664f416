namespace Azure.Data.Tables;

/// <summary>What becomes of stored properties that the new entity doesn't mention.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay; properties sent are added or changed, and a null changes nothing.</summary>
    Merge = 0,

    /// <summary>They go: the stored entity becomes the one sent.</summary>
    Replace = 1,
}
