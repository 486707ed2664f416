using Trading.Domain.Accounts;
using Trading.Domain.Screening;

namespace Trading.Application.Screening;

/// <summary>A screen that a user keeps.</summary>
/// <param name="User">Its owner.</param>
/// <param name="Id">Its id.</param>
/// <param name="Document">What it is.</param>
/// <param name="CreatedAt">When it was stored first, UTC.</param>
public sealed record StoredScreen(UserId User, ScreenId Id, ScreenDocument Document, DateTimeOffset CreatedAt)
{
    /// <summary>How often it was stored; 1 at first.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When it was stored last, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; } = CreatedAt;
}
