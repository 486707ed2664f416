namespace Microsoft.DurableTask;

/// <summary>Decides after a failed attempt whether there is another; may wait on a durable timer first.</summary>
/// <param name="retryContext">The attempts so far.</param>
/// <returns>True to try again.</returns>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
