namespace Trading.Application.MarketData;

/// <summary>Why a file was not imported. Nothing of it was stored.</summary>
/// <param name="Code">Stable: <c>bad-rows</c>, <c>unreadable-file</c> or <c>synthetic-mixed</c>.</param>
/// <param name="Detail">In words.</param>
/// <param name="Rejected">Rows that are not good.</param>
/// <param name="Errors">What is wrong, by line from 1; not necessarily all.</param>
public sealed record ImportRefusal(string Code, string Detail, int Rejected, IReadOnlyDictionary<int, string[]> Errors);
