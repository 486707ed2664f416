using Trading.Domain.MarketData;

namespace Trading.Application.MarketData;

/// <summary>What a CSV file of bars held.</summary>
/// <param name="Bars">The good rows, ascending in time.</param>
/// <param name="Rejected">Number of rows that are not good.</param>
/// <param name="Errors">By line, from 1, what is wrong with it; the first <see cref="BarCsvLimits.MaxErrorsListed"/> lines.</param>
/// <param name="IsReadable">False when the file as a whole cannot be used, so that its good rows may not be used either.</param>
/// <param name="Warnings">What is worth a look though it was accepted.</param>
/// <param name="IgnoredColumns">Columns that bars do not have.</param>
public sealed record BarCsvContent(
    BarSeries Bars,
    int Rejected,
    IReadOnlyDictionary<int, string[]> Errors,
    bool IsReadable,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> IgnoredColumns)
{
    /// <summary>True when there is nothing wrong with the file.</summary>
    public bool IsGood => IsReadable && Rejected == 0;
}
