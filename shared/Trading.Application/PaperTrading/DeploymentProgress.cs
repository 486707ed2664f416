namespace Trading.Application.PaperTrading;

/// <summary>How far a deployment has come, as open pages are told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Cursor">Time of the last bar processed, UTC.</param>
/// <param name="Bars">Bars processed.</param>
/// <param name="Signals">Signals raised.</param>
/// <param name="Orders">Orders made of them.</param>
public sealed record DeploymentProgress(string Id, DeploymentStatus Status, DateTimeOffset? Cursor, int Bars, int Signals, int Orders)
{
    /// <summary>Of a deployment.</summary>
    public static DeploymentProgress Of(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return new DeploymentProgress(
            deployment.Id.Value, deployment.Status, deployment.Cursor, deployment.Bars, deployment.Signals, deployment.Orders);
    }
}
