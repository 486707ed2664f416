namespace Trading.Embedded.Functions.Invocations;

/// <summary>What the trigger brought can't be given to the function; the sender is at fault, not the function.</summary>
/// <param name="status">As an HTTP status.</param>
/// <param name="code">Stable code of the problem.</param>
/// <param name="field">The parameter at fault, where it is one.</param>
/// <param name="message">What is wrong and what was expected.</param>
/// <param name="inner">What a parser said.</param>
internal sealed class BindingException(int status, string code, string? field, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public string? Field { get; } = field;
}
