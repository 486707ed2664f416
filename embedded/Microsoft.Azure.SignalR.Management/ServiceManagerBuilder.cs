#nullable disable // As in the package, where these signatures carry no annotations.
using Microsoft.Extensions.Logging;
using Trading.Embedded;
using Trading.Embedded.SignalR;

namespace Microsoft.Azure.SignalR.Management;

/// <summary>Builds a <see cref="ServiceManager"/> from options.</summary>
#pragma warning disable CS0618 // The package's builder still implements its obsolete interface.
public class ServiceManagerBuilder : IServiceManagerBuilder
#pragma warning restore CS0618
{
    private readonly ServiceManagerOptions options = new();
    private ILoggerFactory loggers;

    /// <summary>Changes the options; may be called more than once.</summary>
    public ServiceManagerBuilder WithOptions(Action<ServiceManagerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(options);
        return this;
    }

    /// <summary>Chooses where the manager logs.</summary>
    public ServiceManagerBuilder WithLoggerFactory(ILoggerFactory loggerFactory)
    {
        loggers = loggerFactory;
        return this;
    }

    /// <summary>The manager of the service that the options name.</summary>
    /// <exception cref="InvalidOperationException">No connection string was set.</exception>
    /// <exception cref="FormatException">The connection string is not one of the embedded platform.</exception>
    public ServiceManager BuildServiceManager()
    {
        options.Validate();
        return new EmbeddedServiceManager(EmbeddedSignalR.Of(EmbeddedPlatform.For(options.ConnectionString)), options, loggers);
    }
}
