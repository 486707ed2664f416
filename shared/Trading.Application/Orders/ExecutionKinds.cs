namespace Trading.Application.Orders;

/// <summary>What a broker may report.</summary>
public static class ExecutionKinds
{
    /// <summary>The broker has the order.</summary>
    public const string Accepted = "accepted";

    /// <summary>The order is in the market.</summary>
    public const string Working = "working";

    /// <summary>Some or all of it traded.</summary>
    public const string Fill = "fill";

    /// <summary>What remained was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The broker refused it.</summary>
    public const string Rejected = "rejected";

    /// <summary>Its time ran out.</summary>
    public const string Expired = "expired";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Accepted, Working, Fill, Cancelled, Rejected, Expired];
}
