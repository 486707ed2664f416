namespace Trading.Application.Simulations;

/// <summary>Whether the platform did what a back-test of the same strategy over the same bars does, and why where it did not.</summary>
/// <param name="SignalsExpected">Signals of the back-test.</param>
/// <param name="SignalsRaised">Signals of the platform.</param>
/// <param name="SignalsMatched">Those that both have.</param>
/// <param name="FillsExpected">Fills of the back-test.</param>
/// <param name="FillsEqual">Those that the platform has at the same bar with the same price, quantity and fee.</param>
/// <param name="FinalEquityExpected">Equity of the back-test at its last close.</param>
/// <param name="FinalEquity">Equity of the platform at its last close.</param>
/// <param name="Differences">All that differs, oldest first.</param>
public sealed record ParityCertificate(
    int SignalsExpected,
    int SignalsRaised,
    int SignalsMatched,
    int FillsExpected,
    int FillsEqual,
    double FinalEquityExpected,
    double FinalEquity,
    IReadOnlyList<ParityDifference> Differences)
{
    /// <summary>Signals that both have as a fraction of all that either has, 0 to 1; 1 when neither has any.</summary>
    public double SignalMatch => SignalsExpected + SignalsRaised == 0 ? 1 : (double)SignalsMatched / (SignalsExpected + SignalsRaised - SignalsMatched);

    /// <summary>Differences that nothing explains.</summary>
    public int Unexplained => Differences.Count(difference => difference.Cause is ParityCause.Unexplained);

    /// <summary>True when every difference has a cause.</summary>
    public bool Holds => Unexplained == 0;

    /// <summary>The certificate in a sentence.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{SignalsMatched} of {SignalsExpected} signals and {FillsEqual} of {FillsExpected} fills are those of a back-test over the same bars; {Differences.Count} differences, {Unexplained} of them without a cause.");
}
