using Trading.Domain.Matching;

namespace Trading.Application.PaperTrading;

/// <summary>What an account's orders have taken from an order book of an instrument: it is not there for those that follow.</summary>
/// <param name="BookTime">Time of the book, UTC. Of another book nothing was taken.</param>
/// <param name="Levels">By price.</param>
public sealed record BookTaken(DateTimeOffset BookTime, IReadOnlyList<BookLevel> Levels);
