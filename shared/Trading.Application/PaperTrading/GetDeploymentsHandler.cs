using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.PaperTrading;

namespace Trading.Application.PaperTrading;

/// <summary>Shows a user's deployments.</summary>
public sealed class GetDeploymentsHandler(IDeploymentRepository deployments, IBooks books)
{
    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<DeploymentView>> ListAsync(UserId user, CancellationToken cancellationToken)
    {
        List<DeploymentView> found = [];
        await foreach (var deployment in deployments.ListAsync(user, cancellationToken))
            found.Add(await ViewAsync(deployment, cancellationToken));
        return [.. found.OrderByDescending(view => view.CreatedAt).ThenBy(view => view.Id, StringComparer.Ordinal)];
    }

    /// <summary>One of them; null when the user has no such deployment.</summary>
    public async Task<DeploymentView?> FindAsync(UserId user, DeploymentId id, CancellationToken cancellationToken) =>
        await deployments.FindAsync(user, id, cancellationToken) is { } stored ? await ViewAsync(stored.Deployment, cancellationToken) : null;

    private async Task<DeploymentView> ViewAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var (strategy, currency) = (deployment.Strategy, deployment.Strategy.Instrument.Market.Currency);
        var account = (await books.FindAsync(deployment.User, deployment.Account, cancellationToken))?.Books
            ?? AccountBooks.Empty(deployment.Account, currency);
        return new DeploymentView(
            deployment.Id.Value,
            strategy.Name,
            deployment.StrategyId?.Value,
            strategy.Instrument.Market.Code,
            strategy.Instrument.Symbol,
            strategy.Interval.Code,
            strategy.Rules.Entry,
            strategy.Rules.Exit,
            deployment.Status,
            deployment.Failure,
            deployment.InitialCash.Value,
            currency,
            account.Cash.Value,
            account.EquityAt(_ => deployment.LastClose).Value,
            deployment.Replay,
            deployment.Cursor,
            deployment.Bars,
            deployment.Signals,
            deployment.Orders,
            deployment.CreatedAt,
            deployment.UpdatedAt);
    }
}
