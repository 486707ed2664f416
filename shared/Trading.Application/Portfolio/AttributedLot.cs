using Trading.Domain.Ledger;

namespace Trading.Application.Portfolio;

/// <summary>A closed lot, and why it was traded.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Strategy">The strategy whose deployment traded it; null for what was traded by hand.</param>
/// <param name="EntryTag">Tag of the order that opened it; null without one.</param>
/// <param name="ExitTag">Tag of the order that closed it; null without one.</param>
internal sealed record AttributedLot(ClosedLot Lot, string? Strategy, string? EntryTag, string? ExitTag);
