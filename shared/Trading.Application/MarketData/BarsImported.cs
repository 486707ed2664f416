namespace Trading.Application.MarketData;

/// <summary>What an import stored.</summary>
/// <param name="Imported">Rows accepted: added, updated and unchanged together.</param>
/// <param name="Rejected">Rows left out because they are not good.</param>
/// <param name="Added">Bars that were not there before.</param>
/// <param name="Updated">Bars whose values were restated.</param>
/// <param name="Unchanged">Bars that were there with the same values.</param>
/// <param name="First">Time of the oldest row accepted.</param>
/// <param name="Last">Time of the newest row accepted.</param>
/// <param name="Errors">What is wrong with rejected rows, by line from 1; at most <see cref="BarCsvLimits.MaxErrorsListed"/>.</param>
/// <param name="Warnings">What was accepted but is worth a look.</param>
/// <param name="IgnoredColumns">Columns of the file that bars do not have.</param>
public sealed record BarsImported(
    int Imported,
    int Rejected,
    int Added,
    int Updated,
    int Unchanged,
    DateTimeOffset First,
    DateTimeOffset Last,
    IReadOnlyDictionary<int, string[]> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> IgnoredColumns);
