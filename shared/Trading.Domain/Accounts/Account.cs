namespace Trading.Domain.Accounts;

/// <summary>An account: what its owner calls it, and with which broker it is. What it holds stands in its books.</summary>
/// <param name="User">Owner.</param>
/// <param name="Id">Its id, also of its books.</param>
/// <param name="Name">What its owner calls it, 1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="Kind">Whose money it holds.</param>
/// <param name="Broker">Code of its broker.</param>
/// <param name="Currency">ISO 4217 code of the currency it is reported in.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record Account(UserId User, AccountId Id, string Name, AccountKind Kind, string Broker, string Currency, DateTimeOffset CreatedAt)
{
    /// <summary>Longest <see cref="Name"/>.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Of an account with a simulated broker that misbehaves: decides what goes wrong. Null for the others.</summary>
    public int? Seed { get; init; }
}
