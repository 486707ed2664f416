using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>A flattening as it was read, and what proves later that nobody changed it since.</summary>
/// <param name="Flattening">The flattening.</param>
/// <param name="Tag">The store's mark of this version.</param>
public sealed record StoredFlattening(Flattening Flattening, string Tag);
