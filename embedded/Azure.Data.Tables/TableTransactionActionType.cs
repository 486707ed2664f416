namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does to its entity.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds the entity; fails when it exists.</summary>
    Add = 0,

    /// <summary>Merges into the stored entity; with an ETag it fails when the entity is missing or changed.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces the stored entity; with an ETag it fails when the entity is missing or changed.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the entity; fails when it is missing or, with an ETag, changed.</summary>
    Delete = 3,

    /// <summary>Adds the entity or merges into the stored one.</summary>
    UpsertMerge = 4,

    /// <summary>Adds the entity or replaces the stored one.</summary>
    UpsertReplace = 5,
}
