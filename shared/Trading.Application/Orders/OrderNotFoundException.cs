namespace Trading.Application.Orders;

/// <summary>A message or step names an order that is not stored. It may be early: whoever sent it tries again.</summary>
public sealed class OrderNotFoundException : Exception
{
    /// <summary>Without words.</summary>
    public OrderNotFoundException()
    {
    }

    /// <summary>With a message that names the order.</summary>
    public OrderNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public OrderNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
