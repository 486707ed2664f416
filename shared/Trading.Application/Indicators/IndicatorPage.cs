using Trading.Quant.Rules;

namespace Trading.Application.Indicators;

/// <summary>A part of a range of indicator values.</summary>
/// <param name="Columns">What the numbers of a row are.</param>
/// <param name="Rows">One a bar, oldest first.</param>
/// <param name="Continuation">Where the next page begins; null on the last page.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="Missing">Data that a call needs and that is not stored; what depends on it has no value.</param>
public sealed record IndicatorPage(
    IReadOnlyList<IndicatorColumn> Columns, IReadOnlyList<IndicatorRow> Rows, DateTimeOffset? Continuation, bool IsSynthetic, IReadOnlyList<RuleFinding> Missing);
