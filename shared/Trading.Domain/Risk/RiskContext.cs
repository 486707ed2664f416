using Trading.Domain.Orders;

namespace Trading.Domain.Risk;

/// <summary>What a check may look at.</summary>
/// <param name="Order">The intent to judge.</param>
/// <param name="Limits">Limits in force.</param>
/// <param name="KillSwitch">State of the user's kill switch.</param>
/// <param name="Halt">State of the account; null when it was never halted.</param>
public sealed record RiskContext(NewOrder Order, RiskLimits Limits, KillSwitch KillSwitch, AccountHalt? Halt = null);
