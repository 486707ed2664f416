using Trading.Application.PaperTrading;

namespace Trading.Functions.PaperTrading;

/// <summary>What a round of a deployment begins with.</summary>
/// <param name="Deployment">Which deployment.</param>
/// <param name="Nudge">True after a wait that ran out: what should have moved is set going again.</param>
public sealed record PaperTradingRun(DeploymentReference Deployment, bool Nudge);
