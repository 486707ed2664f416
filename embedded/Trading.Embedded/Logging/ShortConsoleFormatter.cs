using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Trading.Embedded.Logging;

/// <summary>A line for people: UTC time, level unless it is information, message; where something broke, what. The log file has the rest.</summary>
internal sealed class ShortConsoleFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "short";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(clock.GetUtcNow().ToString("HH:mm:ss'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(logEntry.LogLevel switch
        {
            LogLevel.Critical => "CRITICAL ",
            LogLevel.Error => "ERROR ",
            LogLevel.Warning => "warning ",
            LogLevel.Information => "",
            _ => "debug ",
        });
        textWriter.WriteLine(Secrets.Redact(message));
        for (var error = logEntry.Exception; error is not null; error = error.InnerException)
            textWriter.WriteLine($"          {error.GetType().Name}: {Secrets.Redact(error.Message)}");
    }
}
