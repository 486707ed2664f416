namespace Trading.Application.Ledger;

/// <summary>An account's lots, first in, first out.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Currency">ISO 4217 code of the account's own currency.</param>
/// <param name="RealisedProfit">Of all closed lots of that currency, before commissions and taxes.</param>
/// <param name="RealisedProfitAtAverageCost">The same units closed at average cost, as the portfolio shows it; equal once nothing is held.</param>
/// <param name="Foreign">The same for the account's other currencies.</param>
/// <param name="Open">What is held, by instrument, oldest first within one.</param>
/// <param name="Closed">Some of what was closed, in the order of closing.</param>
/// <param name="Continuation">Asks for the next page of closed lots; null on the last.</param>
public sealed record LotsPage(
    string Account,
    string Currency,
    decimal RealisedProfit,
    decimal RealisedProfitAtAverageCost,
    IReadOnlyList<LotsProfitView> Foreign,
    IReadOnlyList<LotView> Open,
    IReadOnlyList<ClosedLotView> Closed,
    string? Continuation);
