using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Trading.Embedded.Logging;

/// <summary>Where an embedded platform logs: files of JSON lines in its data folder, and a short line for people on the console.</summary>
public static class EmbeddedLogging
{
    /// <summary>Folder of the log files, inside the data folder.</summary>
    public const string Folder = "logs";

    /// <summary>Replaces the logging that the host came with.</summary>
    /// <param name="logging">The host's logging.</param>
    /// <param name="platform">Whose data folder and clock are used.</param>
    /// <param name="name">Name of the files: the role of the process, so that two roles never share one.</param>
    /// <param name="onlyInFile">Categories whose information is for the files: too much for a person to watch.</param>
    public static ILoggingBuilder AddEmbeddedLogging(this ILoggingBuilder logging, EmbeddedPlatform platform, string name, params IEnumerable<string> onlyInFile)
    {
        ArgumentNullException.ThrowIfNull(logging);
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(onlyInFile);
        logging.ClearProviders();
        var folder = Path.Combine(platform.DataFolder, Folder);
        var run = $"run-{platform.NewId():N}";
        logging.Services.AddSingleton<ILoggerProvider>(_ => new JsonLogFileProvider(new RotatingFile(folder, name), platform.Clock, run));
        logging.Services.AddSingleton(platform.Clock);
        logging.AddConsole(console => console.FormatterName = ShortConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<ShortConsoleFormatter, ConsoleFormatterOptions>();
        foreach (var category in onlyInFile)
            logging.AddFilter<ConsoleLoggerProvider>(category, LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Azure", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        return logging;
    }
}
