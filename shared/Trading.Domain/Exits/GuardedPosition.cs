using Trading.Domain.Accounts;
using Trading.Domain.Markets;

namespace Trading.Domain.Exits;

/// <summary>Names what a guard watches over.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Account that holds it.</param>
/// <param name="Instrument">What is held.</param>
/// <param name="Segment">Where it is listed.</param>
public sealed record GuardedPosition(UserId User, AccountId Account, InstrumentId Instrument, Segment Segment);
