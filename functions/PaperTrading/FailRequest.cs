using Trading.Application.PaperTrading;

namespace Trading.Functions.PaperTrading;

/// <summary>Asks to record that a deployment cannot go on.</summary>
/// <param name="Deployment">Which deployment.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record FailRequest(DeploymentReference Deployment, string Reason);
