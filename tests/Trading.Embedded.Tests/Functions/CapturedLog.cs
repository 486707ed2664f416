using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Tests.Functions;

/// <summary>Log lines with their scopes.</summary>
internal sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLog owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new System.Text.StringBuilder($"{logLevel} {category} {formatter(state, exception)} {exception}");
            owner.scopes.ForEachScope(
                (scope, text) => text.Append(" [").Append(scope is IEnumerable<KeyValuePair<string, object>> pairs ? string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : scope).Append(']'),
                line);
            owner.Lines.Enqueue(line.ToString());
        }
    }
}
