using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;

namespace Trading.Embedded;

/// <summary>How a functions app is hosted in this process.</summary>
public sealed record EmbeddedHostOptions
{
    /// <summary>Largest request body in bytes unless set: what Azure Functions accepts, 100 MB.</summary>
    public const long DefaultMaxRequestBodyBytes = 104_857_600;

    /// <summary>The platform that keeps its state. The caller opens it, and closes it after the host has stopped.</summary>
    public required EmbeddedPlatform Platform { get; init; }

    /// <summary>Where the functions are.</summary>
    public required Assembly FunctionsAssembly { get; init; }

    /// <summary>Which of the assembly's types may hold functions; all unless set.</summary>
    public Func<Type, bool> IncludesType { get; init; } = static _ => true;

    /// <summary>Path of host.json; beside the program unless set.</summary>
    public string HostJsonPath { get; init; } = Path.Combine(AppContext.BaseDirectory, "host.json");

    /// <summary>Where it listens; only loopback addresses are accepted.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Settings of the app that win over files and environment, by configuration key (<c>Tables:ConnectionString</c>).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Settings of the app where neither files nor environment give any.</summary>
    public IReadOnlyDictionary<string, string?> DefaultSettings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Largest request body in bytes; more is answered 413.</summary>
    public long MaxRequestBodyBytes { get; init; } = DefaultMaxRequestBodyBytes;

    /// <summary>How long work under way may go on after the order to stop; then it is cancelled and handed back.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Origins of pages that may call besides the host's own, such as <c>http://localhost:5173</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Parts of the platform that have addresses of their own: called in order while the web pipeline is put together, behind
    /// the checks of host and origin and before the functions' routes.
    /// </summary>
    public IReadOnlyList<Action<WebApplication>> Endpoints { get; init; } = [];
}
