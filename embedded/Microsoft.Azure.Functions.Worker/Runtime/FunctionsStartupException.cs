namespace Trading.Embedded.Functions;

/// <summary>The app can't start because functions are declared wrongly; the message lists every one.</summary>
/// <param name="errors">One sentence a fault, each naming its function.</param>
public sealed class FunctionsStartupException(IReadOnlyList<string> errors)
    : Exception($"The functions app can't start:{string.Concat(errors.Select(error => $"{Environment.NewLine}  - {error}"))}")
{
    /// <summary>One sentence a fault, each naming its function.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
