namespace Trading.Embedded;

/// <summary>The data folder or its database can't be used; the message says which and why, in words for the person who started the program.</summary>
public sealed class EmbeddedStoreException(string message, Exception? inner = null) : Exception(message, inner);
