namespace Trading.Application.MarketData;

/// <summary>A folder into which a person or a program puts files to be imported.</summary>
public interface IImportFolder
{
    /// <summary>Names of files that are complete: nobody has changed them since the call before this one.</summary>
    IReadOnlyList<string> FindComplete();

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    Stream Open(string name);

    /// <summary>Moves a file to those that were imported.</summary>
    void MoveToDone(string name);

    /// <summary>Moves a file to those that were refused, with a report beside it.</summary>
    void MoveToFailed(string name, string report);
}
