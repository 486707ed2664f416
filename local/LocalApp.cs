using System.Net;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Secrets;
using Trading.Embedded;
using Trading.Embedded.Logging;
using Trading.Embedded.SignalR;
using Trading.Functions;
using Trading.Local.Page;
using Trading.Local.Secrets;

namespace Trading.Local;

/// <summary>Composes the functions app with an embedded platform.</summary>
internal static class LocalApp
{
    /// <summary>Settings that point the app at the platform instead of Azure.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(EmbeddedPlatform platform) => new Dictionary<string, string?>
    {
        ["Tables:ConnectionString"] = platform.ConnectionString,
        ["Tables:ServiceUri"] = null,
        ["ServiceBus"] = platform.ConnectionString,
        ["SignalR:ConnectionString"] = platform.ConnectionString,
        ["SignalsQueue"] = "signals",
        ["OrdersQueue"] = "orders",
        ["OrdersGatewayQueue"] = "orders-gateway",
        ["ExecutionsQueue"] = "executions",
    };

    /// <summary>What holds unless the environment says otherwise (<c>Risk__MaxOrderValue__USD</c>).</summary>
    public static IReadOnlyDictionary<string, string?> DefaultSettings(EmbeddedPlatform platform) => new Dictionary<string, string?>
    {
        ["ImportFolder"] = ImportFolder(platform),
        ["ImportSchedule"] = "*/10 * * * * *",
        // Only simulated money trades here; ten times the cash that a deployment is given unless it says otherwise, and about as much of won.
        ["Risk:MaxOrderValue:USD"] = "10000000",
        ["Risk:MaxOrderValue:KRW"] = "10000000000",
    };

    /// <summary>A builder of the whole app on a platform, with users' secrets sealed by keys of a folder, listening at an address.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(EmbeddedPlatform platform, string keyFolder, IPAddress address, int port)
    {
        // There from the start, so that a first file can be put into it.
        Directory.CreateDirectory(ImportFolder(platform));
        var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(TradingFunctions).Assembly,
            Address = address,
            Port = port,
            Settings = Settings(platform),
            DefaultSettings = DefaultSettings(platform),
            Endpoints = [PageFiles.Serve, app => app.MapEmbeddedSignalR()],
        });
        builder.Logging.AddEmbeddedLogging(platform, "functions", onlyInFile: "Trading.Functions.Hosting");
        builder.Services.AddSingleton(platform.Clock);
        builder.Services.AddEmbeddedSignalR(platform);
        builder.Services.AddSingleton<ISecrets>(new FileSecrets(platform.DataFolder, keyFolder, platform.Clock));
        builder.AddTrading();
        return builder;
    }

    private static string ImportFolder(EmbeddedPlatform platform) => Path.Combine(platform.DataFolder, "import");
}
