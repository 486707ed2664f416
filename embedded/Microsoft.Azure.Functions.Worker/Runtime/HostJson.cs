using System.Globalization;
using System.Text.Json;

namespace Trading.Embedded.Functions;

/// <summary>What the embedded host reads of host.json; everything else in it is for Azure.</summary>
internal sealed record HostJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] OfSessions = ["maxConcurrentSessions", "maxConcurrentCallsPerSession", "sessionIdleTimeout"];

    // Half of the longest lock.
    private static readonly TimeSpan LongestBatchWait = TimeSpan.FromMinutes(2.5);

    /// <summary>First segment of every function's URL; may be empty.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Longest an invocation may take; null when unlimited.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Messages handled at once, a queue.</summary>
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>Whether a message is completed when its function succeeded.</summary>
    public bool AutoCompleteMessages { get; init; } = true;

    /// <summary>How long a message's lock is renewed while its function runs. The locks of a batch are not renewed.</summary>
    public TimeSpan MaxAutoLockRenewal { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most messages in a batch.</summary>
    public int MaxMessageBatchSize { get; init; } = 1000;

    /// <summary>Messages that a batch waits for, up to <see cref="MaxBatchWaitTime"/>.</summary>
    public int MinMessageBatchSize { get; init; } = 1;

    /// <summary>How long a batch smaller than <see cref="MinMessageBatchSize"/> waits for more.</summary>
    public TimeSpan MaxBatchWaitTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Task hub of the orchestrations.</summary>
    public string HubName { get; init; } = "TestHubName";

    /// <summary>Activities that run at once.</summary>
    public required int MaxConcurrentActivityFunctions { get; init; }

    /// <summary>Orchestrators whose code runs at once.</summary>
    public required int MaxConcurrentOrchestratorFunctions { get; init; }

    /// <summary>Whether raising an event to an orchestration that does not exist or has ended is an error.</summary>
    public bool ThrowStatusExceptionsOnRaiseEvent { get; init; } = true;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="processors">Processors of the machine, from which some defaults follow.</param>
    /// <exception cref="FunctionsStartupException">The file is missing or a setting in it can't be read.</exception>
    public static HostJson Load(string path, int processors)
    {
        var errors = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var json = new Reader(document.RootElement, Path.GetFileName(path), errors);
            var loaded = new HostJson
            {
                RoutePrefix = json.Text("extensions:http:routePrefix", "api").Trim('/'),
                FunctionTimeout = json.Text("functionTimeout", "00:30:00") == "-1" ? null : json.Span("functionTimeout", TimeSpan.FromMinutes(30)),
                MaxConcurrentCalls = json.Count("extensions:serviceBus:maxConcurrentCalls", 16),
                AutoCompleteMessages = json.Flag("extensions:serviceBus:autoCompleteMessages", true),
                MaxAutoLockRenewal = json.Span("extensions:serviceBus:maxAutoLockRenewalDuration", TimeSpan.FromMinutes(5)),
                MaxMessageBatchSize = json.Count("extensions:serviceBus:maxMessageBatchSize", 1000),
                MinMessageBatchSize = json.Count("extensions:serviceBus:minMessageBatchSize", 1),
                MaxBatchWaitTime = json.Span("extensions:serviceBus:maxBatchWaitTime", TimeSpan.FromSeconds(30)),
                HubName = json.Text("extensions:durableTask:hubName", "TestHubName"),
                MaxConcurrentActivityFunctions = json.Count("extensions:durableTask:maxConcurrentActivityFunctions", 10 * processors),
                MaxConcurrentOrchestratorFunctions = json.Count("extensions:durableTask:maxConcurrentOrchestratorFunctions", 10 * processors),
                ThrowStatusExceptionsOnRaiseEvent = json.Flag("extensions:durableTask:throwStatusExceptionsOnRaiseEvent", true),
            };
            if (loaded.MinMessageBatchSize > loaded.MaxMessageBatchSize)
                errors.Add($"{Path.GetFileName(path)}: extensions.serviceBus.minMessageBatchSize is {loaded.MinMessageBatchSize}; expected at most maxMessageBatchSize, {loaded.MaxMessageBatchSize}");
            if (loaded.MaxBatchWaitTime > LongestBatchWait)
                errors.Add($"{Path.GetFileName(path)}: extensions.serviceBus.maxBatchWaitTime is {loaded.MaxBatchWaitTime}; expected at most {LongestBatchWait}");
            foreach (var setting in OfSessions)
                json.Refuse($"extensions:serviceBus:{setting}", "sessions aren't supported; leave it out");
            return errors.Count == 0 ? loaded : throw new FunctionsStartupException(errors);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FunctionsStartupException([$"host.json can't be read ({path}): {error.Message}"]);
        }
    }

    private sealed class Reader(JsonElement root, string file, List<string> errors)
    {
        public string Text(string path, string fallback) =>
            Find(path) is not { } found ? fallback
            : found.ValueKind == JsonValueKind.String ? found.GetString()!
            : Wrong(path, found, "a string", fallback);

        public TimeSpan Span(string path, TimeSpan fallback) =>
            Find(path) is not { } found ? fallback
            : found.ValueKind == JsonValueKind.String && TimeSpan.TryParse(found.GetString(), CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? span
            : Wrong(path, found, "a time span hh:mm:ss", fallback);

        public int Count(string path, int fallback) =>
            Find(path) is not { } found ? fallback
            : found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var count) && count > 0 ? count
            : Wrong(path, found, "a whole number above zero", fallback);

        public bool Flag(string path, bool fallback) =>
            Find(path) is not { } found ? fallback
            : found.ValueKind is JsonValueKind.True or JsonValueKind.False ? found.GetBoolean()
            : Wrong(path, found, "true or false", fallback);

        public void Refuse(string path, string why)
        {
            if (Find(path) is not null)
                errors.Add($"{file}: {path.Replace(':', '.')} can't be set: {why}");
        }

        private JsonElement? Find(string path)
        {
            var element = root;
            foreach (var name in path.Split(':'))
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                    return null;
            }

            return element;
        }

        private T Wrong<T>(string path, JsonElement found, string expected, T fallback)
        {
            errors.Add($"{file}: {path.Replace(':', '.')} is {found.GetRawText()}; expected {expected}");
            return fallback;
        }
    }
}
