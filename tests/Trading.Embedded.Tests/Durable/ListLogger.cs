using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Tests.Durable;

/// <summary>Remembers every line that is logged.</summary>
internal sealed class ListLogger : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, string Text)> lines = new();

    public IEnumerable<string> Of(string category) => lines.Where(line => line.Category == category).Select(line => line.Text);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Lines(ListLogger owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.lines.Enqueue((category, formatter(state, exception)));
    }
}
