using Microsoft.Extensions.Logging;
using Trading.Application.Realtime;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Reads and changes what guards a user's orders.</summary>
public sealed class RiskSettings(IRiskSettingsRepository repository, SystemLimits system, IPush push, TimeProvider clock, ILogger<RiskSettings> logger)
{
    /// <summary>How long what was stopped stays stopped at least.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(30);

    /// <summary>Longest reason accepted, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Largest value of an order that the operator lets anybody send, by currency.</summary>
    public IReadOnlyDictionary<string, Money> SystemMaxOrderValue => system.MaxOrderValue;

    /// <summary>Limits in force: the tightest of the system's, the user's, the account's and the strategy's.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Null for limits that hold on every account.</param>
    /// <param name="strategy">Null for limits that hold for every strategy.</param>
    /// <param name="currency">ISO 4217 code of the money that is at stake.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RiskLimits> LimitsAsync(UserId user, AccountId? account, StrategyId? strategy, string currency, CancellationToken cancellationToken) =>
        RiskLimits.Tightest([new RiskLimits { MaxOrderValue = system.MaxOrderValue[currency] }, await UserLimitsAsync(user, account, strategy, cancellationToken)]);

    /// <summary>Limits that the user set, which hold for every currency: the tightest of the user's, the account's and the strategy's.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Null for limits that hold on every account.</param>
    /// <param name="strategy">Null for limits that hold for every strategy.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<RiskLimits> UserLimitsAsync(UserId user, AccountId? account, StrategyId? strategy, CancellationToken cancellationToken)
    {
        List<RiskLimits> scopes = [await repository.LimitsAsync(user, new RiskScope.OfUser(), cancellationToken)];
        if (account is { } one)
            scopes.Add(await repository.LimitsAsync(user, new RiskScope.OfAccount(one), cancellationToken));
        if (strategy is { } id)
            scopes.Add(await repository.LimitsAsync(user, new RiskScope.OfStrategy(id), cancellationToken));
        return RiskLimits.Tightest(scopes);
    }

    /// <summary>The limits of one scope, as they were set.</summary>
    public Task<RiskLimits> LimitsOfAsync(UserId user, RiskScope scope, CancellationToken cancellationToken) => repository.LimitsAsync(user, scope, cancellationToken);

    /// <summary>The kill switch of all of the user.</summary>
    public Task<KillSwitch> KillSwitchAsync(UserId user, CancellationToken cancellationToken) => repository.KillSwitchAsync(user, account: null, cancellationToken);

    /// <summary>The kill switches of single accounts that were ever touched.</summary>
    public Task<IReadOnlyList<KillSwitch>> KillSwitchesAsync(UserId user, CancellationToken cancellationToken) => repository.KillSwitchesAsync(user, cancellationToken);

    /// <summary>What stops an account: the tighter of its own kill switch and that of all of the user.</summary>
    public async Task<KillSwitch> KillSwitchOverAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        var own = await repository.KillSwitchAsync(user, account, cancellationToken);
        return KillSwitch.Tighter(await repository.KillSwitchAsync(user, account: null, cancellationToken), own);
    }

    /// <summary>Engages or releases the kill switch; completes when it is stored, and while it is engaged no order leaves.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="account">Of which account; null for all of the user.</param>
    /// <param name="level">How much is to stop; null to release. What a level asks for besides stopping orders is the caller's to do.</param>
    /// <param name="reason">Why, 1 to <see cref="MaxReasonLength"/> characters.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Refused when it is released within <see cref="LeastPause"/> after it was last engaged.</returns>
    public async Task<Result<KillSwitch, ResumeTooSoon>> SetKillSwitchAsync(
        UserId user, AccountId? account, KillLevel? level, string reason, CancellationToken cancellationToken)
    {
        var now = Checked(reason);
        if (level is null && await repository.KillSwitchAsync(user, account, cancellationToken) is { Engaged: true } before && TooSoon(before.ChangedAt, now) is { } refusal)
            return refusal;
        var value = new KillSwitch(level is not null, reason, now) { Level = level ?? default, Account = account };
        await repository.SetKillSwitchAsync(user, value, cancellationToken);
        logger.KillSwitchSet(user.Value, account?.Value ?? "all", value.Engaged, value.Level, reason);
        await TellAsync(user, new RiskChanged("killSwitch", account?.Value, value.Engaged, reason, now), cancellationToken);
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
    /// <returns>Refused when it may go on within <see cref="LeastPause"/> after it was last halted.</returns>
    public async Task<Result<AccountHalt, ResumeTooSoon>> SetHaltAsync(
        UserId user, AccountId account, bool isHalted, string reason, CancellationToken cancellationToken)
    {
        var now = Checked(reason);
        if (!isHalted && await repository.HaltAsync(user, account, cancellationToken) is { IsHalted: true } before && TooSoon(before.ChangedAt, now) is { } refusal)
            return refusal;
        var value = new AccountHalt(account, isHalted, reason, now);
        await repository.SetHaltAsync(user, value, cancellationToken);
        logger.AccountHaltSet(account.Value, isHalted, reason);
        await TellAsync(user, new RiskChanged("halt", account.Value, isHalted, reason, now), cancellationToken);
        return value;
    }

    /// <summary>Replaces the limits of a scope; one that is looser than another scope's has no effect.</summary>
    public async Task SetLimitsAsync(UserId user, RiskScope scope, RiskLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await repository.SetLimitsAsync(user, scope, limits, cancellationToken);
        logger.LimitsSet(user.Value, scope.ToString());
        await TellAsync(user, new RiskChanged("limits", scope.ToString(), null, null, clock.GetUtcNow()), cancellationToken);
    }

    private DateTimeOffset Checked(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, MaxReasonLength);
        return clock.GetUtcNow();
    }

    private static ResumeTooSoon? TooSoon(DateTimeOffset stopped, DateTimeOffset now) =>
        stopped + LeastPause - now is { } left && left > TimeSpan.Zero ? new ResumeTooSoon(left) : null;

    private Task TellAsync(UserId user, RiskChanged changed, CancellationToken cancellationToken) =>
        push.ToUserAsync(user, PushMessages.RiskChanged, changed, cancellationToken);
}
