using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.Markets;

namespace Trading.Application.Exits;

/// <summary>Where a guard is kept: there is one for a position.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Account that holds the position.</param>
/// <param name="Instrument">What is held.</param>
public readonly record struct GuardKey(UserId User, AccountId Account, InstrumentId Instrument)
{
    /// <summary>Of a guard.</summary>
    public static GuardKey Of(Guard guard)
    {
        ArgumentNullException.ThrowIfNull(guard);
        return new GuardKey(guard.User, guard.Account, guard.Instrument);
    }
}
