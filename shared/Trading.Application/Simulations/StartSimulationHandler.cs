using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;

namespace Trading.Application.Simulations;

/// <summary>
/// Starts simulations: a strategy goes through stored bars by way of the whole platform, from the signal through risk checks, queues and orders to the books,
/// on the bars' own time and as fast as it goes. A deployment that replays is one, so whatever shows or stops deployments does so here.
/// </summary>
public sealed class StartSimulationHandler(StartDeploymentHandler start)
{
    private const string Replay = "replay.";

    /// <summary>Starts a simulation; with an id that is known it changes nothing and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    /// <returns>Its deployment, or what is wrong with the request; then nothing was stored.</returns>
    public async Task<Result<Deployment, FieldErrors>> HandleAsync(
        UserId user, DeploymentId id, SimulationDraft draft, IDeploymentWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var result = await start.HandleAsync(
            user, id,
            new DeploymentDraft(
                draft.StrategyId, draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.Strategy, draft.Costs, draft.InitialCash,
                new ReplayDraft(draft.From, draft.To)),
            workflows, cancellationToken);
        return result.TryGet(out var deployment, out var errors) ? deployment : AsSent(errors);
    }

    /// <summary>The errors by the fields that this request has.</summary>
    private static FieldErrors AsSent(FieldErrors errors)
    {
        var sent = new FieldErrors();
        foreach (var (field, messages) in errors.ToDictionary())
        {
            foreach (var message in messages)
                sent.Add(field.StartsWith(Replay, StringComparison.Ordinal) ? field[Replay.Length..] : field, message);
        }

        return sent;
    }
}
