namespace Trading.Application.PaperTrading;

/// <summary>A deployment as it was read, and what proves later that nobody changed it since.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Tag">The store's mark of this version.</param>
public sealed record StoredDeployment(Deployment Deployment, string Tag);
