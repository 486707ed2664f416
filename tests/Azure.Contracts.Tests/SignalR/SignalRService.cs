using Microsoft.Azure.SignalR.Management;

namespace Azure.Contracts.Tests.SignalR;

/// <summary>The SignalR service under test: the embedded one of a temporary folder, or the real one that <c>CONTRACTS_SIGNALR</c> names.</summary>
internal static class SignalRService
{
    private const string Setting = "CONTRACTS_SIGNALR";

    public static ServiceManager Manager(ServiceTransportType transport = ServiceTransportType.Transient)
    {
        var connection = Environment.GetEnvironmentVariable(Setting);
        if (string.IsNullOrEmpty(connection))
        {
            Assert.SkipUnless(IsEmbedded, $"Microsoft's own package needs a service: set {Setting} to its connection string.");
            connection = $"Embedded={Directory.CreateTempSubdirectory("contracts-signalr-").FullName}";
        }

        return new ServiceManagerBuilder()
            .WithOptions(options =>
            {
                options.ConnectionString = connection;
                options.ServiceTransportType = transport;
            })
            .BuildServiceManager();
    }

    private static bool IsEmbedded =>
        typeof(ServiceManager).Assembly.GetReferencedAssemblies().Any(reference => reference.Name!.StartsWith("Trading.Embedded", StringComparison.Ordinal));
}
