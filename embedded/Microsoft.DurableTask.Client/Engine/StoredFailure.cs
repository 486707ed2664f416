using Microsoft.DurableTask;

namespace Trading.Embedded.Durable;

/// <summary>Failure details as they are stored.</summary>
internal sealed record StoredFailure(string Type, string Message, string? StackTrace, StoredFailure? Inner, bool NonRetriable)
{
    public static StoredFailure Of(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public static StoredFailure From(TaskFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? From(inner) : null,
        details.IsNonRetriable);

    /// <summary>The same without what depends on how the code was compiled, which can differ from run to run.</summary>
    public StoredFailure WithoutStackTraces() => this with { StackTrace = null, Inner = Inner?.WithoutStackTraces() };

    public TaskFailureDetails ToDetails() => new(Type, Message, StackTrace, Inner?.ToDetails(), null) { IsNonRetriable = NonRetriable };
}
