namespace Trading.Application.Orders;

/// <summary>Where the connection to a broker lives, and so which queue its orders take.</summary>
public enum ExecutionHost
{
    /// <summary>The functions app: brokers that are called over HTTP, and the simulated one.</summary>
    Functions,

    /// <summary>The gateway, which holds sockets open.</summary>
    Gateway,
}
