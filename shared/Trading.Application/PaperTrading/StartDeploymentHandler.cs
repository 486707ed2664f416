using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.PaperTrading;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.PaperTrading;

/// <summary>Puts a strategy to work: an account of its own, funded by a deposit, and the orchestration that trades it.</summary>
public sealed class StartDeploymentHandler(IDeploymentRepository deployments, IBooks books, IBarStore bars, TimeProvider clock)
{
    /// <summary>Most cash an account may start with.</summary>
    public const decimal MaxInitialCash = 1_000_000_000_000_000m;

    /// <summary>Starts a deployment; with an id that is known it changes nothing and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="strategy">What it does; its rules are valid.</param>
    /// <param name="strategyId">The stored strategy it was made from, if any.</param>
    /// <param name="initialCash">Above zero, at most <see cref="MaxInitialCash"/>.</param>
    /// <param name="replay">Stored bars to trade through; null to follow.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    public async Task<Deployment> HandleAsync(
        UserId user,
        DeploymentId id,
        StrategyDocument strategy,
        StrategyId? strategyId,
        Money initialCash,
        ReplayPlan? replay,
        IDeploymentWorkflows workflows,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialCash.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initialCash.Value, MaxInitialCash);

        var now = clock.GetUtcNow();
        var deployment = new Deployment(user, id, strategy, strategyId, initialCash, replay, now)
        {
            // Bars that are there already are the past: a follower learns from them and does not trade them.
            Cursor = replay is null ? (await bars.FindAsync(new BarKey(strategy.Instrument, strategy.Interval), cancellationToken))?.Last : null,
        };
        var account = new StoredBooks(user, AccountBooks.Empty(deployment.Account, strategy.Instrument.Market.Currency), Tag: null);
        // Already posted means that an attempt before this one got so far.
        await books.TryPostAsync(account, Bookkeeping.Deposit(deployment.Account, initialCash, "opening", now), cancellationToken);
        var stored = await deployments.CreateAsync(deployment, cancellationToken);
        if (!stored.Deployment.HasEnded)
            await workflows.EnsureRunningAsync(DeploymentReference.Of(stored.Deployment), cancellationToken);
        return stored.Deployment;
    }
}
