namespace Trading.Quant.Search.Validation;

/// <summary>What a validation came to.</summary>
/// <param name="Rounds">One for each fold.</param>
/// <param name="Equity">Equity at each bar of all tests, one after the other, each beginning with what the one before left.</param>
/// <param name="InitialCash">Equity before the first of them.</param>
/// <param name="MaxDrawdown">Largest fall of that equity from its highest so far, as a fraction of it.</param>
/// <param name="Sharpe">Annualised Sharpe ratio of its returns per bar; NaN where undefined.</param>
/// <param name="Efficiency">
/// Growth per bar over all tests as a share of the mean growth per bar in training: near 1 what was chosen holds up, near 0 it was chance. NaN when
/// training did not gain.
/// </param>
public sealed record ValidationResult(
    IReadOnlyList<ValidationRound> Rounds, IReadOnlyList<double> Equity, double InitialCash, double MaxDrawdown, double Sharpe, double Efficiency)
{
    /// <summary>Equity gained over all tests as a fraction of the initial cash.</summary>
    public double TotalReturn => Equity.Count == 0 ? 0 : (Equity[^1] / InitialCash) - 1;
}
