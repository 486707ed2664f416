using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Trading.Application.Secrets;
using Trading.Embedded;
using Trading.Embedded.Functions;

namespace Trading.Local;

/// <summary>Turns what can go wrong outside the program into one sentence and an exit code; anything else is a bug and stays an exception.</summary>
internal static class Failure
{
    public static async Task<int> GuardAsync(Func<Task<int>> work, TextWriter error)
    {
        try
        {
            return await work();
        }
        catch (Exception found) when (Explain(found) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
    }

    /// <summary>Says why a command could not be done.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(TextWriter error, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            await error.WriteLineAsync(line);
        return ExitCode.Failed;
    }

    private static string? Explain(Exception found) => found switch
    {
        EmbeddedStoreException or EmbeddedRoleTakenException or FunctionsStartupException or CannotListenException or SecretsUnavailableException => found.Message,
        OptionsValidationException => $"The settings are wrong: {found.Message}",
        IOException { InnerException: AddressInUseException } => $"{found.Message.TrimEnd('.')}. Stop the other program, or choose another port with --port.",
        UnauthorizedAccessException => found.Message,
        _ => null,
    };
}
