using System.Text.Json.Serialization;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Orders;

/// <summary>What a broker reports of an order; travels through the executions queue.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Account it trades for.</param>
/// <param name="Order">Our id of the order.</param>
/// <param name="Kind">One of <see cref="ExecutionKinds"/>.</param>
/// <param name="At">When the broker saw it, UTC.</param>
/// <param name="ExecutionId">Of a fill: its identity; else null.</param>
/// <param name="Quantity">Of a fill: units.</param>
/// <param name="Price">Of a fill: per unit.</param>
/// <param name="Commission">Of a fill: what the broker took.</param>
/// <param name="Completes">Of a fill: nothing remains.</param>
/// <param name="TradedAt">Of a fill: when it traded, UTC.</param>
/// <param name="Code">Of an acceptance the broker's id; of a refusal its code; else null.</param>
/// <param name="Reason">Of an ending without a fill: why.</param>
/// <param name="Tax">Of a fill: what the state and regulators took.</param>
public sealed record ExecutionMessage(
    string User,
    string Account,
    string Order,
    string Kind,
    DateTimeOffset At,
    string? ExecutionId = null,
    decimal Quantity = 0,
    decimal Price = 0,
    decimal Commission = 0,
    bool Completes = false,
    DateTimeOffset TradedAt = default,
    string? Code = null,
    string? Reason = null,
    decimal Tax = 0)
{
    /// <summary>True when nothing more can trade after it.</summary>
    [JsonIgnore]
    public bool IsEnd => Kind is ExecutionKinds.Cancelled or ExecutionKinds.Rejected or ExecutionKinds.Expired || (Kind is ExecutionKinds.Fill && Completes);

    /// <summary>Which order.</summary>
    public OrderReference ToReference() => new(User, Account, Order);

    /// <summary>What it asks of the order's state machine.</summary>
    /// <exception cref="FormatException">The kind is unknown, or a fill lacks its id or has a negative quantity, commission or tax.</exception>
    public OrderCommand ToCommand() => Kind switch
    {
        ExecutionKinds.Accepted => new ReportAccepted(Code ?? "", At),
        ExecutionKinds.Working => new ReportWorking(At),
        ExecutionKinds.Fill => new RecordFill(ToExecution(), Completes, At),
        ExecutionKinds.Cancelled => new ReportCancelled(Reason ?? "", At),
        ExecutionKinds.Rejected => new ReportRejected(Code ?? "rejected", Reason ?? "", At),
        ExecutionKinds.Expired => new ReportExpired(At),
        _ => throw new FormatException($"Execution message of order {Order}: kind is '{Kind}'; expected one of {string.Join(", ", ExecutionKinds.All)}."),
    };

    /// <summary>A report of another kind than a fill.</summary>
    public static ExecutionMessage Of(OrderKey key, string kind, DateTimeOffset at, string? code = null, string? reason = null) =>
        new(key.User.Value, key.Account.Value, key.Id.Value, kind, at, Code: code, Reason: reason);

    /// <summary>A report of a fill.</summary>
    public static ExecutionMessage OfFill(OrderKey key, Execution execution, bool completes, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(execution);
        return new ExecutionMessage(
            key.User.Value, key.Account.Value, key.Id.Value, ExecutionKinds.Fill, at, execution.Id.Value,
            execution.Quantity.Value, execution.Price.Value, execution.Commission.Value, completes, execution.At,
            Tax: execution.Tax.Value);
    }

    private Execution ToExecution() => string.IsNullOrEmpty(ExecutionId) || Quantity < 0 || Commission < 0 || Tax < 0
        ? throw new FormatException($"Fill of order {Order}: execution id '{ExecutionId}', quantity {Quantity}, commission {Commission}, tax {Tax}; " +
            "expected an id, and no figure below zero.")
        : new Execution(new ExecutionId(ExecutionId), new Quantity(Quantity), new Price(Price), new Money(Commission), TradedAt) { Tax = new Money(Tax) };
}
