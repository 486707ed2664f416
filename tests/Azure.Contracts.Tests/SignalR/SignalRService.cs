using Microsoft.Azure.SignalR.Management;

namespace Azure.Contracts.Tests.SignalR;

/// <summary>The SignalR service under test: the embedded one of a temporary folder, or the real one that <c>CONTRACTS_SIGNALR</c> names.</summary>
internal static class SignalRService
{
    private const string Setting = "CONTRACTS_SIGNALR";

    public static ServiceManager Manager(ServiceTransportType transport = ServiceTransportType.Transient)
    {
        var connection = ServiceConnection.Find(Setting, typeof(ServiceManager));
        Assert.SkipUnless(connection.Length > 0, $"Microsoft's own package needs a service: set {Setting} to its connection string.");
        return new ServiceManagerBuilder()
            .WithOptions(options =>
            {
                options.ConnectionString = connection;
                options.ServiceTransportType = transport;
            })
            .BuildServiceManager();
    }
}
