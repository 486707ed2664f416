using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>A guard as it is stored.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Tag">Names this state of it to the store.</param>
public sealed record StoredGuard(Guard Guard, string Tag);
