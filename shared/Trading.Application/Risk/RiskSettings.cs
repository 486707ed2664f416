using Microsoft.Extensions.Logging;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Reads and changes what guards a user's orders.</summary>
public sealed class RiskSettings(IRiskSettingsRepository repository, SystemLimits system, TimeProvider clock, ILogger<RiskSettings> logger)
{
    /// <summary>Longest reason accepted, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Limits in force: the tighter of the system's and the user's own.</summary>
    public async Task<RiskLimits> LimitsAsync(UserId user, CancellationToken cancellationToken)
    {
        var own = await repository.MaxOrderValueAsync(user, cancellationToken);
        return new RiskLimits(own is { } value && value < system.MaxOrderValue ? value : system.MaxOrderValue);
    }

    /// <summary>The user's kill switch.</summary>
    public Task<KillSwitch> KillSwitchAsync(UserId user, CancellationToken cancellationToken) => repository.KillSwitchAsync(user, cancellationToken);

    /// <summary>Engages or releases the kill switch; completes when it is stored, and from then on no order leaves.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="engaged">True to stop orders.</param>
    /// <param name="reason">Why, 1 to <see cref="MaxReasonLength"/> characters.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<KillSwitch> SetKillSwitchAsync(UserId user, bool engaged, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, MaxReasonLength);
        var value = new KillSwitch(engaged, reason, clock.GetUtcNow());
        await repository.SetKillSwitchAsync(user, value, cancellationToken);
        logger.KillSwitchSet(user.Value, engaged, reason);
        return value;
    }

    /// <summary>Whether an account is halted; null when it never was.</summary>
    public Task<AccountHalt?> HaltAsync(UserId user, AccountId account, CancellationToken cancellationToken) => repository.HaltAsync(user, account, cancellationToken);

    /// <summary>Every account of the user that is or was halted.</summary>
    public Task<IReadOnlyList<AccountHalt>> HaltsAsync(UserId user, CancellationToken cancellationToken) => repository.HaltsAsync(user, cancellationToken);

    /// <summary>Halts an account or lets it open positions again; completes when it is stored.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="account">Which account.</param>
    /// <param name="isHalted">True to stop openings.</param>
    /// <param name="reason">Why, 1 to <see cref="MaxReasonLength"/> characters.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task SetHaltAsync(UserId user, AccountId account, bool isHalted, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, MaxReasonLength);
        await repository.SetHaltAsync(user, new AccountHalt(account, isHalted, reason, clock.GetUtcNow()), cancellationToken);
        logger.AccountHaltSet(account.Value, isHalted, reason);
    }

    /// <summary>Sets the user's own limit; a limit looser than the system's has no effect.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="maxOrderValue">Above zero.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RiskLimits> SetMaxOrderValueAsync(UserId user, Money maxOrderValue, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxOrderValue.Value);
        await repository.SetMaxOrderValueAsync(user, maxOrderValue, cancellationToken);
        logger.MaxOrderValueSet(user.Value, maxOrderValue.Value);
        return await LimitsAsync(user, cancellationToken);
    }
}
