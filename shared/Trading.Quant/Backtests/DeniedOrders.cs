using Trading.Domain.Risk;

namespace Trading.Quant.Backtests;

/// <summary>Orders of a run that its limits denied.</summary>
/// <param name="ByCheck">How many, by the code of the first check that denied, in the order of the codes.</param>
/// <param name="ByProtection">How many each protection denied, in the order of <see cref="RiskLimits.Protections"/>, whatever else denied them.</param>
public sealed record DeniedOrders(IReadOnlyDictionary<string, int> ByCheck, IReadOnlyList<int> ByProtection);
