namespace Trading.Application.Portfolio;

/// <summary>Some snapshots of an account, oldest first.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Currency">ISO 4217 code of its own currency.</param>
/// <param name="Snapshots">The snapshots, one a session.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record SnapshotsPage(string Account, string Currency, IReadOnlyList<SnapshotView> Snapshots, string? Continuation);
