using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;

namespace Trading.Application.Exits;

/// <summary>Begins to flatten accounts. It is stored first; then, without waiting for an orchestration, what is open is cancelled.</summary>
public sealed class StartFlatteningHandler(
    IFlatteningRepository flattenings, IAccountRepository accounts, IDeploymentRepository deployments, StopDeploymentHandler stop, FlattenHandler flatten,
    TimeProvider clock, ILogger<StartFlatteningHandler> logger)
{
    private const int Attempts = 10;

    /// <summary>Flattens an account; while it is being flattened, or under an id that was used before, nothing starts anew.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Which account; its deployment is stopped.</param>
    /// <param name="request">Names the wish; the same one starts once.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="workflows">Where orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same request completes what is missing.</param>
    /// <returns>The account's flattening; null when the user has no such account, or it replays past bars, which nothing can be traded at.</returns>
    /// <exception cref="ConcurrentChangeException">Others changed it each time.</exception>
    public async Task<Flattening?> HandleAsync(
        UserId user, AccountId account, string request, string reason, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var deployment = (await deployments.FindAsync(user, new DeploymentId(account.Value), cancellationToken))?.Deployment;
        if (deployment is { Replay: not null } || (deployment is null && await accounts.FindAsync(user, account, cancellationToken) is null))
            return null;
        var flattening = await StoreAsync(new Flattening(DeterministicId.Of("flattening", user.Value, account.Value, request), user, account, reason, clock.GetUtcNow()), cancellationToken);
        if (flattening.IsDone)
            return flattening;
        var reference = FlatteningReference.Of(flattening);
        try
        {
            await flatten.HandleAsync(reference, workflows, cancellationToken);
        }
#pragma warning disable CA1031 // Its orchestration repeats what went wrong.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.FlatteningStepFailed(failure, flattening.Id, account.Value);
        }
#pragma warning restore CA1031

        await workflows.EnsureRunningAsync(reference, cancellationToken);
        if (deployment is not null)
            await stop.StopAsync(user, deployment.Id, workflows, cancellationToken);
        return (await flattenings.FindAsync(user, account, cancellationToken))!.Flattening;
    }

    /// <summary>Flattens every account of the user but those that replay past bars. One that fails keeps none of the others from being flattened.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="request">Names the wish; the same one starts once.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="workflows">Where orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The flattenings by account, and the accounts of which none could be stored.</returns>
    public async Task<(IReadOnlyList<Flattening> Flattenings, IReadOnlyList<AccountId> Failed)> AllAsync(
        UserId user, string request, string reason, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        await foreach (var account in accounts.ListAsync(user, cancellationToken))
            ids.Add(account.Id.Value);
        // Deployments from before there were accounts have none.
        await foreach (var deployment in deployments.ListAsync(user, cancellationToken))
            ids.Add(deployment.Account.Value);
        List<Flattening> flattenings = [];
        List<AccountId> failed = [];
        foreach (var id in ids)
        {
            try
            {
                if (await HandleAsync(user, new AccountId(id), request, reason, workflows, cancellationToken) is { } flattening)
                    flattenings.Add(flattening);
            }
#pragma warning disable CA1031 // Whatever keeps one account from being flattened, the others must be.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                logger.FlatteningStepFailed(failure, request, id);
                failed.Add(new AccountId(id));
            }
#pragma warning restore CA1031
        }

        return (flattenings, failed);
    }

    /// <summary>Carries on what a process that died left without an orchestration.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="workflows">Where orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ContinueAsync(UserId user, IFlatteningWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        await foreach (var flattening in flattenings.ListAsync(user, cancellationToken).Where(flattening => !flattening.IsDone).WithCancellation(cancellationToken))
        {
            await workflows.EnsureRunningAsync(FlatteningReference.Of(flattening), cancellationToken);
            await stop.StopAsync(user, new DeploymentId(flattening.Account.Value), workflows, cancellationToken);
        }
    }

    private async Task<Flattening> StoreAsync(Flattening wanted, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await flattenings.FindAsync(wanted.User, wanted.Account, cancellationToken);
            if (before is { Flattening: var known } && (!known.IsDone || known.Id == wanted.Id || known.Earlier.Contains(wanted.Id)))
                return known;
            if (before is not null)
                wanted = wanted with { Earlier = [before.Flattening.Id, .. before.Flattening.Earlier.Take(Flattening.MaxEarlier - 1)] };
            if (await flattenings.TrySaveAsync(before, wanted, cancellationToken))
            {
                logger.FlatteningStarted(wanted.Account.Value, wanted.Id, wanted.Reason);
                return wanted;
            }
        }

        throw new ConcurrentChangeException($"The flattening of account {wanted.Account} was changed by others {Attempts} times in a row.");
    }
}
