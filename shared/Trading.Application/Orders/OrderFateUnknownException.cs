namespace Trading.Application.Orders;

/// <summary>An order was sent and no answer came in time. Never sent again: the broker is asked what became of it.</summary>
public sealed class OrderFateUnknownException : Exception
{
    /// <summary>Without words.</summary>
    public OrderFateUnknownException()
    {
    }

    /// <summary>With a message that names the order and the wait.</summary>
    public OrderFateUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public OrderFateUnknownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
