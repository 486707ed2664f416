using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Optimisations;
using Trading.Domain.Optimisations;
using Trading.Functions.Http;
using Trading.Quant.Search;

namespace Trading.Functions.Optimisations;

/// <summary>What a search has tried, also while it runs.</summary>
public sealed class OptimisationDataFunctions(IOptimisationRepository optimisations, ICurrentUser currentUser)
{
    private const int MaxPage = 1_000;
    private const int MaxCells = 40_000;

    /// <summary>The trials, the best by <c>?score=</c> first; by the search's first objective where it is missing.</summary>
    [Function("GetOptimisationTrials")]
    public async Task<IResult> GetTrialsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optimisations/{id}/trials")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(id, cancellationToken) is not { } search)
            return OptimisationFunctions.Unknown(id);
        if (!PageQuery.TryRead(request, MaxPage, out var page, out var problem) || !TryReadScore(request, search, out var score, out problem))
            return problem;
        var first = 0;
        if (page.Continuation is { } continuation && !int.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out first))
            return Problems.Invalid("invalid-query", "continuation", "This is no continuation of a page.");
        var trials = await TrialsAsync(id, cancellationToken);
        var objectives = search.Request().Objectives;
        var views = OptimisationJudge.Ranked(trials, score).Skip(first).Take(page.Limit).Select(trial => TrialView.Of(trial, objectives)).ToList();
        var next = first + views.Count;
        return Results.Json(
            new { Trials = views, Continuation = next < trials.Count ? next.ToString(CultureInfo.InvariantCulture) : null }, ApiJson.Responses);
    }

    /// <summary>A score over two parameters, <c>?x=</c> to the right and <c>?y=</c> downwards, with its peak and its plateau.</summary>
    [Function("GetOptimisationHeatMap")]
    public async Task<IResult> GetHeatMapAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optimisations/{id}/heatmap")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(id, cancellationToken) is not { } search)
            return OptimisationFunctions.Unknown(id);
        if (!TryReadScore(request, search, out var score, out var problem))
            return problem;
        string[] names = [.. search.Request().Space.Ranges.Select(range => range.Name)];
        foreach (var axis in new[] { "x", "y" })
        {
            var name = request.Query[axis].ToString();
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return Problems.Invalid("invalid-query", axis, $"{axis} is {FieldErrors.Show(name)}; expected one of {string.Join(", ", names)}.");
        }

        var (x, y) = (request.Query["x"].ToString(), request.Query["y"].ToString());
        var trials = await TrialsAsync(id, cancellationToken);
        long cells = (long)trials.Select(trial => trial.Parameters[x]).Distinct().Count() * trials.Select(trial => trial.Parameters[y]).Distinct().Count();
        return cells > MaxCells
            ? Problems.Invalid("invalid-query", "x", $"The map would have {cells} cells; at most {MaxCells} are drawn. Parameters with a step have fewer values.")
            : Results.Json(HeatMap.Of(trials.Select(trial => trial.Scored(score)), x, y), ApiJson.Responses);
    }

    private static bool TryReadScore(
        HttpRequest request, Optimisation search, out Objective score, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out IResult? problem)
    {
        var text = request.Query["score"].ToString();
        var errors = new FieldErrors();
        var read = text.Length == 0 ? search.Request().Objectives[0] : OptimisationReader.ReadObjective(text, "score", errors);
        score = read ?? default;
        problem = read is null ? Problems.Invalid("invalid-query", "There is no such score.", errors.ToDictionary()) : null;
        return problem is null;
    }

    private async Task<Optimisation?> FindAsync(string id, CancellationToken cancellationToken) =>
        PathId.IsValid(id) ? await optimisations.FindAsync(currentUser.Id, new OptimisationId(id), cancellationToken) : null;

    private async Task<List<OptimisationTrial>> TrialsAsync(string id, CancellationToken cancellationToken)
    {
        List<OptimisationTrial> trials = [];
        await foreach (var chunk in optimisations.ReadChunksAsync(currentUser.Id, new OptimisationId(id), cancellationToken))
            trials.AddRange(chunk.Trials);
        return trials;
    }
}
