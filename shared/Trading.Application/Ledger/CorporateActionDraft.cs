namespace Trading.Application.Ledger;

/// <summary>What a company did to those who held it, as a request says it: a split or a dividend.</summary>
/// <param name="Instrument">Which, such as <c>US:SPY</c>.</param>
/// <param name="ExDate">Day of the market, such as <c>2024-06-21</c>; who held at the close before it is concerned.</param>
/// <param name="Ratio">Of a split: new units for each old one, above zero; else left out.</param>
/// <param name="InLieuPrice">Of a split: paid for a new unit of the fraction that is left; left out where fractions are kept.</param>
/// <param name="Dividend">Of a dividend: cash per unit before tax, above zero; else left out.</param>
/// <param name="WithholdingRate">Of a dividend: fraction of it that is withheld as tax, from 0 to below 1; none where it is left out.</param>
public sealed record CorporateActionDraft(
    string? Instrument = null,
    string? ExDate = null,
    decimal? Ratio = null,
    decimal? InLieuPrice = null,
    decimal? Dividend = null,
    decimal? WithholdingRate = null);
