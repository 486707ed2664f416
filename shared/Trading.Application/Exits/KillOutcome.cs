using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>What a kill switch did when it was set.</summary>
/// <param name="Cancelled">What became of cancelling; null at a level that cancels nothing.</param>
/// <param name="Flattened">Flattenings that were started or under way; null at a level that closes nothing.</param>
/// <param name="NotFlattened">Accounts of which no flattening could be stored.</param>
public sealed record KillOutcome(CancelAllOutcome? Cancelled, IReadOnlyList<Flattening>? Flattened, IReadOnlyList<AccountId> NotFlattened);
