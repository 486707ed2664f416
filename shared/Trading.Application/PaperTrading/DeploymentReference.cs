using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;

namespace Trading.Application.PaperTrading;

/// <summary>A deployment as it travels in orchestrations and activities.</summary>
/// <param name="User">Owner.</param>
/// <param name="Deployment">Its id.</param>
public sealed record DeploymentReference(string User, string Deployment)
{
    /// <summary>The owner.</summary>
    public UserId ToUser() => new(User);

    /// <summary>The id.</summary>
    public DeploymentId ToId() => new(Deployment);

    /// <summary>Of a deployment.</summary>
    public static DeploymentReference Of(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return new DeploymentReference(deployment.User.Value, deployment.Id.Value);
    }
}
