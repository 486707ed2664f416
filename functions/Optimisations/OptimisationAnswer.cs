using Trading.Application.Backtests;
using Trading.Application.Optimisations;

namespace Trading.Functions.Optimisations;

internal sealed record OptimisationAnswer(
    string Id, string Name, BacktestStatus Status, double Progress, int Trials, int Done, TrialView? Best, OptimisationResult? Result, string? Error,
    bool Synthetic, OptimisationDraft Request, DateTime CreatedAt, DateTime? EndedAt)
{
    public static OptimisationAnswer Of(Optimisation optimisation) => new(
        optimisation.Id.Value, optimisation.Draft.Name ?? optimisation.Draft.Strategy?.Entry ?? "", optimisation.Status, optimisation.Progress,
        optimisation.Trials, optimisation.Done, optimisation.Best, optimisation.Result, optimisation.Error, optimisation.IsSynthetic,
        optimisation.Draft, optimisation.CreatedAt.UtcDateTime, optimisation.EndedAt?.UtcDateTime);
}
