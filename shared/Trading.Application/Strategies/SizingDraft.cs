namespace Trading.Application.Strategies;

/// <summary>How much an entry buys, as it is sent.</summary>
/// <param name="Kind"><c>allIn</c>.</param>
/// <param name="WholeUnits">True for whole units only.</param>
public sealed record SizingDraft(string? Kind = null, bool WholeUnits = false);
