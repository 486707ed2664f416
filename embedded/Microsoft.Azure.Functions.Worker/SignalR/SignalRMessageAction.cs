namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sends a message: to a connection, else to a user, else to a group, else to all.</summary>
public sealed class SignalRMessageAction
{
    /// <summary>A message without arguments.</summary>
    /// <param name="target">Name of the message.</param>
    public SignalRMessageAction(string target)
        : this(target, null)
    {
    }

    /// <summary>A message.</summary>
    /// <param name="target">Name of the message.</param>
    /// <param name="arguments">Its arguments; they become JSON.</param>
    public SignalRMessageAction(string target, object[]? arguments)
    {
        ArgumentNullException.ThrowIfNull(target);
        (Target, Arguments) = (target, arguments);
    }

    /// <summary>The connection that it is for.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The user that it is for.</summary>
    public string? UserId { get; set; }

    /// <summary>The group that it is for.</summary>
    public string? GroupName { get; set; }

    /// <summary>Name of the message.</summary>
    public string Target { get; }

    /// <summary>Its arguments.</summary>
#pragma warning disable CA1819 // The package's shape.
    public object[]? Arguments { get; set; }
#pragma warning restore CA1819
}
