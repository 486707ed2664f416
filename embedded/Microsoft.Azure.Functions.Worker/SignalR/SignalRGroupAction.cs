namespace Microsoft.Azure.Functions.Worker;

/// <summary>Changes whether a connection, else a user, is in a group.</summary>
/// <param name="actionType">What to do.</param>
public sealed class SignalRGroupAction(SignalRGroupActionType actionType)
{
    /// <summary>The group; all of them when the user is removed from all.</summary>
    public string? GroupName { get; set; }

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The user.</summary>
    public string? UserId { get; set; }

    /// <summary>What to do.</summary>
    public SignalRGroupActionType Action { get; set; } = actionType;
}
