namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is done to a group.</summary>
public enum SignalRGroupActionType
{
    /// <summary>Adds a connection or user.</summary>
    Add = 0,

    /// <summary>Removes a connection or user.</summary>
    Remove = 1,

    /// <summary>Removes a user from every group.</summary>
    RemoveAll = 2,
}
