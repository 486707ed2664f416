using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>A strategy that a user keeps.</summary>
/// <param name="User">Its owner.</param>
/// <param name="Id">Its id.</param>
/// <param name="Document">What it is.</param>
/// <param name="CreatedAt">When it was stored, UTC.</param>
public sealed record StoredStrategy(UserId User, StrategyId Id, StrategyDocument Document, DateTimeOffset CreatedAt);
