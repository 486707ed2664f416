namespace Trading.Application.Portfolio;

/// <summary>A position of one of the user's accounts as the API shows it.</summary>
/// <param name="Account">Id of the account.</param>
/// <param name="Currency">ISO 4217 code of the amounts.</param>
/// <param name="Position">What is held.</param>
/// <param name="PricedAt">Time of the bar whose close values it, UTC; null where none is known and it is valued at cost.</param>
public sealed record HoldingView(string Account, string Currency, PositionView Position, DateTimeOffset? PricedAt);
