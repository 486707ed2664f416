namespace Trading.Application;

/// <summary>Somebody else changed the same thing first, again and again. Nothing was written; trying later may help.</summary>
public sealed class ConcurrentChangeException : Exception
{
    /// <summary>Without words.</summary>
    public ConcurrentChangeException()
    {
    }

    /// <summary>With a message that names what was to be changed.</summary>
    public ConcurrentChangeException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public ConcurrentChangeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
