namespace Azure.Data.Tables;

/// <summary>An account's name and key. The embedded platform has neither, so nothing makes one; the type completes the clients' constructors.</summary>
public class TableSharedKeyCredential
{
    internal TableSharedKeyCredential()
    {
    }
}
