namespace Trading.Embedded;

/// <summary>Another process has the role on the data folder; the message names folder, role and process.</summary>
public sealed class EmbeddedRoleTakenException(string message) : Exception(message);
