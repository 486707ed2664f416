using Microsoft.Azure.Functions.Worker.Builder;

namespace Trading.Embedded.Tests.Functions;

/// <summary>What a test's host is made of.</summary>
internal sealed record HostSetup(params Type[] Types)
{
    public string? Folder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string HostJson { get; init; } = """{ "version": "2.0", "functionTimeout": "00:05:00" }""";

    public long MaxRequestBodyBytes { get; init; } = EmbeddedHostOptions.DefaultMaxRequestBodyBytes;

    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it serves the SignalR hubs, too.</summary>
    public bool ServesHubs { get; init; }

    public Dictionary<string, string?> Settings { get; init; } = [];

    public Action<FunctionsApplicationBuilder> Compose { get; init; } = static builder => builder.ConfigureFunctionsWebApplication();
}
