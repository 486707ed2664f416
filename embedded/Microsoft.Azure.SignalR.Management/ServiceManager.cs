#nullable disable // As in the package, where these signatures carry no annotations.
namespace Microsoft.Azure.SignalR.Management;

/// <summary>Gives access to the hubs of one SignalR service.</summary>
public abstract class ServiceManager : IDisposable
{
    /// <summary>For implementers.</summary>
    protected ServiceManager()
    {
    }

    /// <summary>Opens a hub.</summary>
    /// <param name="hubName">Name of the hub; case does not matter.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The name is null or blank.</exception>
    /// <exception cref="Common.AzureSignalRInvalidArgumentException">The service takes no hub of that name.</exception>
    public abstract Task<ServiceHubContext> CreateHubContextAsync(string hubName, CancellationToken cancellationToken);

    /// <summary>Opens a hub whose client methods are the methods of an interface.</summary>
    /// <typeparam name="T">An interface of methods that return <see cref="Task"/>.</typeparam>
    /// <param name="hubName">Name of the hub; case does not matter.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public virtual Task<ServiceHubContext<T>> CreateHubContextAsync<T>(string hubName, CancellationToken cancellationToken)
        where T : class =>
        throw new NotSupportedException("This service manager has no strongly typed hubs.");

    /// <summary>Whether the service answers.</summary>
    public abstract Task<bool> IsServiceHealthy(CancellationToken cancellationToken);

    /// <summary>Ends the manager.</summary>
#pragma warning disable CA1063, CA1816 // The package's shape: an abstract Dispose and no finaliser.
    public abstract void Dispose();
#pragma warning restore CA1063, CA1816
}
