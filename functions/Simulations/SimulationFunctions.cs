using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.Backtests;
using Trading.Application.Identity;
using Trading.Application.Simulations;
using Trading.Domain;
using Trading.Domain.PaperTrading;
using Trading.Functions.Backtests;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.Simulations;

/// <summary>Strategies through stored bars by way of the whole platform, and how that compares with a back-test.</summary>
public sealed class SimulationFunctions(StartSimulationHandler start, GetSimulationsHandler simulations, ICurrentUser currentUser, TimeProvider clock)
{
    /// <summary>Starts a simulation; with an <c>Idempotency-Key</c> that was used before it gives what was started then.</summary>
    [Function("CreateSimulation")]
    public async Task<IResult> CreateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "simulations")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, "simulation", currentUser.Id, clock, out var id) is { } wrongKey)
            return wrongKey;
        var body = await RequestBody.ReadJsonAsync<SimulationDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var result = await start.HandleAsync(currentUser.Id, new DeploymentId(id), draft, new DurableWorkflows(client), cancellationToken);
        return result.TryGet(out var simulation, out var errors)
            ? Results.Accepted($"/api/simulations/{simulation.Id}", new { id = simulation.Id.Value })
            : Problems.Invalid("invalid-simulation", "The simulation can't be made.", errors.ToDictionary());
    }

    /// <summary>The user's simulations, newest first.</summary>
    [Function("GetSimulations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "simulations")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(new { Simulations = await simulations.ListAsync(currentUser.Id, cancellationToken) }, ApiJson.Responses);

    /// <summary>One simulation; once it has ended with its result and its certificate of parity.</summary>
    [Function("GetSimulation")]
    public async Task<IResult> FindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "simulations/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) && await simulations.FindAsync(currentUser.Id, new DeploymentId(id), cancellationToken) is { } found
            ? Results.Json(found, ApiJson.Responses)
            : NotFound(id);

    /// <summary>Its equity, a point at the close of each bar.</summary>
    [Function("GetSimulationEquity")]
    public async Task<IResult> GetEquityAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "simulations/{id}/equity")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!(await EndedAsync(id, cancellationToken)).TryGet(out var simulation, out var problem))
            return problem;
        List<EquityPointAnswer> points = [];
        var (times, equity, highest) = (simulation.Run.Times, simulation.Run.Equity, simulation.Run.Result.InitialCash);
        for (var i = 0; i < times.Length; i++)
        {
            highest = Math.Max(highest, equity.Span[i]);
            points.Add(new EquityPointAnswer(new DateTime(times.Span[i], DateTimeKind.Utc), equity.Span[i], 1 - (equity.Span[i] / highest)));
        }

        return Results.Json(new EquityAnswer(points, null), ApiJson.Responses);
    }

    /// <summary>Its trades, in the order of their exits, then the one still open.</summary>
    [Function("GetSimulationTrades")]
    public async Task<IResult> GetTradesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "simulations/{id}/trades")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!(await EndedAsync(id, cancellationToken)).TryGet(out var simulation, out var problem))
            return problem;
        var universe = simulation.Deployment.Strategy.Universe.ToList();
        return Results.Json(new TradesAnswer([.. simulation.Run.Trades.Select(trade => BacktestTradeView.Of(trade, universe))]), ApiJson.Responses);
    }

    /// <summary>Its report, as data or, for a browser or with <c>format=html</c>, as a page that needs nothing beside it.</summary>
    [Function("GetSimulationReport")]
    public async Task<IResult> GetReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "simulations/{id}/report")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ReportAnswer.ReadFormat(request, out var asPage) is { } wrongFormat)
            return wrongFormat;
        return (await EndedAsync(id, cancellationToken)).TryGet(out var simulation, out var problem)
            ? ReportAnswer.Of(GetSimulationsHandler.Report(simulation, cancellationToken), asPage)
            : problem;
    }

    /// <returns>The simulation, or why it has no result.</returns>
    private async Task<Result<Simulation, ProblemHttpResult>> EndedAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id))
            return NotFound(id);
        if (await simulations.RunAsync(currentUser.Id, new DeploymentId(id), cancellationToken) is { } ended)
            return ended;
        return await simulations.StatusAsync(currentUser.Id, new DeploymentId(id), cancellationToken) is { } status
            ? Problems.Conflict("simulation-not-ended", $"The simulation has no result: its status is {status.ToString().ToLowerInvariant()}.")
            : NotFound(id);
    }

    private static ProblemHttpResult NotFound(string id) => Problems.NotFound("simulation-not-found", $"There is no simulation '{Problems.Clip(id)}'.");
}
