using Trading.Domain.Accounts;
using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>What a user set for risk. Always read from the store: a switch that was pressed counts at once, everywhere.</summary>
public interface IRiskSettingsRepository
{
    /// <summary>The kill switch of an account, or with null that of all of the user; released when it was never touched.</summary>
    Task<KillSwitch> KillSwitchAsync(UserId user, AccountId? account, CancellationToken cancellationToken);

    /// <summary>The kill switches of single accounts that were ever touched.</summary>
    Task<IReadOnlyList<KillSwitch>> KillSwitchesAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Completes when the switch is safely stored, as that of <see cref="KillSwitch.Account"/>.</summary>
    Task SetKillSwitchAsync(UserId user, KillSwitch value, CancellationToken cancellationToken);

    /// <summary>Whether an account is halted; null when it never was.</summary>
    Task<AccountHalt?> HaltAsync(UserId user, AccountId account, CancellationToken cancellationToken);

    /// <summary>Every account of the user that is or was halted.</summary>
    Task<IReadOnlyList<AccountHalt>> HaltsAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Completes when the halt, or its end, is safely stored.</summary>
    Task SetHaltAsync(UserId user, AccountHalt value, CancellationToken cancellationToken);

    /// <summary>The user's own limits of a scope; <see cref="RiskLimits.None"/> when none were set.</summary>
    Task<RiskLimits> LimitsAsync(UserId user, RiskScope scope, CancellationToken cancellationToken);

    /// <summary>Replaces the limits of a scope.</summary>
    Task SetLimitsAsync(UserId user, RiskScope scope, RiskLimits value, CancellationToken cancellationToken);
}
