using Trading.Application.Screening;
using Trading.Application.Strategies;

namespace Trading.Functions.Screening;

internal sealed record ScreenAnswer(
    string Id, int Version, DateTime CreatedAt, DateTime ChangedAt, string Name, string? Description, string Market, string Interval, IReadOnlyList<string> Conditions,
    RankingDraft? Ranking, IReadOnlyList<string> Columns, IReadOnlyList<string> Symbols, int Limit, int MaxAgeDays)
{
    public static ScreenAnswer Of(StoredScreen stored)
    {
        var screen = stored.Document;
        return new ScreenAnswer(
            stored.Id.Value, stored.Version, stored.CreatedAt.UtcDateTime, stored.ChangedAt.UtcDateTime, screen.Name, screen.Description, screen.Market.Code,
            screen.Interval.Code, screen.Conditions, screen.Ranking is { } ranking ? new RankingDraft(ranking.Expression, ranking.HighestFirst) : null,
            screen.Columns, screen.Symbols, screen.Limit, screen.MaxAgeDays);
    }
}
