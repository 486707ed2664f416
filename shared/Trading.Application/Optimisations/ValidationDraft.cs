namespace Trading.Application.Optimisations;

/// <summary>How the choice of parameters is judged on bars that it did not see, as it is sent.</summary>
/// <param name="Kind"><c>rolling</c>, <c>anchored</c> or <c>purged</c>.</param>
/// <param name="Train">Walk-forward: bars to choose on before the first test.</param>
/// <param name="Test">Walk-forward: bars of a test.</param>
/// <param name="Folds">Purged: number of parts.</param>
/// <param name="Purge">Purged: bars before a part that are left out.</param>
/// <param name="Embargo">Purged: bars after a part that are left out.</param>
public sealed record ValidationDraft(string? Kind = null, int? Train = null, int? Test = null, int? Folds = null, int Purge = 0, int Embargo = 0);
