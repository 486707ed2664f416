namespace Trading.Domain.Markets;

/// <summary>A split or a cash dividend that changes what a holder of raw, unadjusted shares has.</summary>
/// <param name="ExDate">Bars from this time on trade without it, UTC; a session's date at 00:00Z for daily bars.</param>
/// <param name="Ratio">New units for each old one, positive: 4 for a split of four for one, 0.1 for a consolidation of ten, 1 for none.</param>
/// <param name="Dividend">Cash per unit held before the split, in the instrument's currency; zero for none.</param>
public sealed record CorporateAction(DateTimeOffset ExDate, decimal Ratio = 1, decimal Dividend = 0);
