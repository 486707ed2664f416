namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key a caller of an HTTP function must show.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user's token; the embedded host refuses it at start.</summary>
    User = 1,

    /// <summary>A function key or the master key.</summary>
    Function = 2,

    /// <summary>A system key; here the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
