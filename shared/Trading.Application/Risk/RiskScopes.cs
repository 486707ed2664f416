using Trading.Application.Ledger;
using Trading.Application.PaperTrading;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>Knows which scopes a user has, and what holds in each.</summary>
public sealed class RiskScopes(RiskSettings settings, IBooks books, IDeploymentRepository deployments, IStrategyRepository strategies)
{
    /// <summary>True for the user, for accounts that have books and for strategies that are stored.</summary>
    public async Task<bool> ExistsAsync(UserId user, RiskScope scope, CancellationToken cancellationToken) => scope switch
    {
        RiskScope.OfAccount account => await books.FindAsync(user, account.Id, cancellationToken) is not null,
        RiskScope.OfStrategy strategy => await strategies.FindAsync(user, strategy.Id, cancellationToken) is not null,
        _ => true,
    };

    /// <summary>The limits that users set in force in a scope: its own and those of the wider ones; of an account also those of the strategy that trades it.</summary>
    public async Task<RiskLimits> InForceAsync(UserId user, RiskScope scope, CancellationToken cancellationToken) => scope switch
    {
        RiskScope.OfAccount account => await settings.UserLimitsAsync(
            user, account.Id, (await deployments.FindAsync(user, new DeploymentId(account.Id.Value), cancellationToken))?.Deployment.StrategyId, cancellationToken),
        RiskScope.OfStrategy strategy => await settings.UserLimitsAsync(user, null, strategy.Id, cancellationToken),
        _ => await settings.UserLimitsAsync(user, null, null, cancellationToken),
    };
}
