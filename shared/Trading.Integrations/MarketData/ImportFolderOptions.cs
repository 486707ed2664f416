namespace Trading.Integrations.MarketData;

/// <summary>Where files to be imported are put.</summary>
public sealed class ImportFolderOptions
{
    /// <summary>Setting <c>ImportFolder</c>: the folder's path. Without it no folder is watched.</summary>
    public string? Path { get; set; }
}
