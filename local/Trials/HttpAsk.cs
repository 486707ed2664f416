namespace Trading.Local.Trials;

/// <summary>A request of a user.</summary>
internal sealed record HttpAsk(string Method, string Path, byte[]? Body = null, string ContentType = "application/json", IReadOnlyDictionary<string, string>? Headers = null);
