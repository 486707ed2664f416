using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Functions.Health;

/// <summary>Says that the app answers. Open to everybody: it tells nothing that a port scan would not.</summary>
public sealed class HealthFunctions(TimeProvider clock)
{
    private static readonly string Version = typeof(HealthFunctions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The process answers requests.</summary>
    [Function("Health")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Results.Ok(new { Status = "healthy", Version, Time = clock.GetUtcNow() });
}
