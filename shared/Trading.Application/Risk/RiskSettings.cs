using Microsoft.Extensions.Logging;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;

namespace Trading.Application.Risk;

/// <summary>Reads and changes what guards a user's orders.</summary>
public sealed class RiskSettings(IRiskSettingsRepository repository, SystemLimits system, TimeProvider clock, ILogger<RiskSettings> logger)
{
    /// <summary>Longest reason accepted, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Limits in force: the tightest of the system's, the user's, the account's and the strategy's.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Null for limits that hold on every account.</param>
    /// <param name="strategy">Null for limits that hold for every strategy.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RiskLimits> LimitsAsync(UserId user, AccountId? account, StrategyId? strategy, CancellationToken cancellationToken)
    {
        List<RiskLimits> scopes =
        [
            new RiskLimits { MaxOrderValue = system.MaxOrderValue },
            await repository.LimitsAsync(user, new RiskScope.OfUser(), cancellationToken),
        ];
        if (account is { } one)
            scopes.Add(await repository.LimitsAsync(user, new RiskScope.OfAccount(one), cancellationToken));
        if (strategy is { } id)
            scopes.Add(await repository.LimitsAsync(user, new RiskScope.OfStrategy(id), cancellationToken));
        return RiskLimits.Tightest(scopes);
    }

    /// <summary>The limits of one scope, as they were set.</summary>
    public Task<RiskLimits> LimitsOfAsync(UserId user, RiskScope scope, CancellationToken cancellationToken) => repository.LimitsAsync(user, scope, cancellationToken);

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

    /// <summary>Replaces the limits of a scope; one that is looser than another scope's has no effect.</summary>
    public async Task SetLimitsAsync(UserId user, RiskScope scope, RiskLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await repository.SetLimitsAsync(user, scope, limits, cancellationToken);
        logger.LimitsSet(user.Value, scope.ToString());
    }
}
