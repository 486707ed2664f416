namespace Microsoft.DurableTask;

/// <summary>Decides after a failed attempt whether there is another.</summary>
/// <param name="retryContext">The attempts so far.</param>
/// <returns>True to try again at once.</returns>
public delegate bool RetryHandler(RetryContext retryContext);
