namespace Trading.Functions.Orders;

/// <summary>Names of the activities of an order's life. A run in flight remembers them: none is ever renamed.</summary>
internal static class OrderActivities
{
    public const string CheckRisk = "CheckRisk";
    public const string Dispatch = "DispatchOrder";
    public const string Book = "BookOrder";
}
