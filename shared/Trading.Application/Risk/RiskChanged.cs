namespace Trading.Application.Risk;

/// <summary>What a page is told when somebody, or the program itself, stopped trading or let it go on.</summary>
/// <param name="What"><c>killSwitch</c>, <c>halt</c> or <c>limits</c>.</param>
/// <param name="Scope">The account of a halt or of a kill switch, null for the kill switch over all; or the scope of limits.</param>
/// <param name="Stopped">True for stopped, false for released; null for limits.</param>
/// <param name="Reason">Why; null for limits.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record RiskChanged(string What, string? Scope, bool? Stopped, string? Reason, DateTimeOffset ChangedAt);
