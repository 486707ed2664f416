namespace Trading.Application.PaperTrading;

/// <summary>A deployment as the API shows it. Amounts are decimals of the account's currency, times UTC.</summary>
/// <param name="Id">Its id, also of its account.</param>
/// <param name="Name">What its owner calls the strategy.</param>
/// <param name="StrategyId">The stored strategy it was made from; null when it came with the request.</param>
/// <param name="Market">Code of the market.</param>
/// <param name="Symbol">Ticker.</param>
/// <param name="Interval">Code of the interval.</param>
/// <param name="Entry">Entry rule.</param>
/// <param name="Exit">Exit rule; null when a position is never closed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Failure">Why it failed; null otherwise.</param>
/// <param name="InitialCash">What the account started with.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cash">Money to spend.</param>
/// <param name="Equity">Cash and positions at the last close seen.</param>
/// <param name="Replay">Stored bars it trades through; null when it follows new bars.</param>
/// <param name="Cursor">Time of the last bar processed; null before the first.</param>
/// <param name="Bars">Bars processed.</param>
/// <param name="Signals">Signals raised.</param>
/// <param name="Orders">Orders made of them and settled.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record DeploymentView(
    string Id,
    string Name,
    string? StrategyId,
    string Market,
    string Symbol,
    string Interval,
    string Entry,
    string? Exit,
    DeploymentStatus Status,
    string? Failure,
    decimal InitialCash,
    string Currency,
    decimal Cash,
    decimal Equity,
    ReplayPlan? Replay,
    DateTimeOffset? Cursor,
    int Bars,
    int Signals,
    int Orders,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
