using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Domain.Strategies;
using Trading.Domain.Values;
using Trading.Quant.Backtests;

namespace Trading.Application.PaperTrading;

/// <summary>Puts a strategy to work: an account of its own, funded by a deposit, and the orchestration that trades it.</summary>
public sealed class StartDeploymentHandler(
    IDeploymentRepository deployments, IStrategyRepository strategies, IAccountRepository accounts, OpenAccountHandler open, IBarStore bars, TimeProvider clock,
    ILogger<StartDeploymentHandler> logger)
{
    /// <summary>Most cash an account may start with.</summary>
    public const decimal MaxInitialCash = 1_000_000_000_000m;

    /// <summary>Starts a deployment; with an id that is known it changes nothing and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    /// <returns>The deployment, or what is wrong with the request; then nothing was stored.</returns>
    public async Task<Result<Deployment, FieldErrors>> HandleAsync(
        UserId user, DeploymentId id, DeploymentDraft draft, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(workflows);
        if (await deployments.FindAsync(user, id, cancellationToken) is { } known)
            return await EnsureRunningAsync(known.Deployment, workflows, cancellationToken);

        var errors = new FieldErrors();
        var strategy = await ReadStrategyAsync(user, draft, errors, cancellationToken);
        var cash = DeploymentReader.ReadCash(draft.InitialCash, errors);
        if (strategy is null)
            return errors;
        foreach (var problem in SignalDetector.Check(strategy))
            errors.Add(problem.Field, problem.Message);
        var key = new BarKey(strategy.Instrument, strategy.Interval);
        if (await bars.FindAsync(key, cancellationToken) is not { } stored)
        {
            errors.Add("symbols", $"no bars of {key.Instrument} are stored for the interval {key.Interval}; import them first");
            return errors;
        }

        var replay = DeploymentReader.ReadReplay(draft.Replay, stored, errors);
        if (!errors.IsEmpty)
            return errors;
        var deployment = new Deployment(
            user, id, strategy, draft.StrategyId is { } from ? new StrategyId(from) : null, new Money(cash), replay, clock.GetUtcNow())
        {
            // Bars that are there already are the past: a follower learns from them and does not trade them.
            Cursor = replay is null ? stored.Last : null,
        };
        return await StartAsync(deployment, workflows, cancellationToken);
    }

    /// <summary>Carries on the deployments that have not ended and whose orchestration has, as when a newer version of the program can't go on with the history of an older one.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="workflows">Where orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ContinueAsync(UserId user, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        await foreach (var deployment in deployments.ListAsync(user, cancellationToken))
            await EnsureRunningAsync(deployment, workflows, cancellationToken);
    }

    private async Task<Deployment> StartAsync(Deployment deployment, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        var account = await accounts.AddAsync(
            new Account(
                deployment.User, deployment.Account, deployment.Strategy.Name, AccountKind.Deployment, PaperBroker.Code,
                deployment.Strategy.Instrument.Market.Currency, deployment.CreatedAt),
            cancellationToken);
        await open.OpenAsync(account, deployment.InitialCash, cancellationToken);
        var stored = await deployments.CreateAsync(deployment, cancellationToken);
        logger.DeploymentStarted(deployment.Id.Value, deployment.Strategy.Instrument.ToString(), deployment.InitialCash.Value);
        return await EnsureRunningAsync(stored.Deployment, workflows, cancellationToken);
    }

    private static async Task<Deployment> EnsureRunningAsync(Deployment deployment, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        if (!deployment.HasEnded)
            await workflows.EnsureRunningAsync(DeploymentReference.Of(deployment), cancellationToken);
        return deployment;
    }

    private async Task<StrategyDocument?> ReadStrategyAsync(
        UserId user, DeploymentDraft draft, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (draft.StrategyId is not { } id)
            return StrategyReader.Read(new StrategyDocumentDraft(draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.Strategy, draft.Costs), errors);
        if (draft is not { Name: null, Market: null, Symbols: null, Interval: null, Strategy: null, Costs: null })
            errors.Add("strategyId", "strategyId names a stored strategy; leave out name, market, symbols, interval, strategy and costs, or leave out strategyId");
        else if (await strategies.FindAsync(user, new StrategyId(id), cancellationToken) is { } stored)
        {
            if (stored.IsActive)
                return stored.Document;
            errors.Add("strategyId", $"the strategy {FieldErrors.Show(id)} is not active; activate it first");
        }
        else
            errors.Add("strategyId", $"there is no strategy {FieldErrors.Show(id)}");
        return null;
    }
}
