namespace Trading.Application.Orders;

/// <summary>A broker can't be reached, or the connection to it was reset. What was asked may be asked again where that is safe.</summary>
public sealed class BrokerUnreachableException : Exception
{
    /// <summary>Without words.</summary>
    public BrokerUnreachableException()
    {
    }

    /// <summary>With a message.</summary>
    public BrokerUnreachableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public BrokerUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
