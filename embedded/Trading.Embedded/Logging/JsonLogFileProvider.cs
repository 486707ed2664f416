using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Logging;

/// <summary>
/// Writes log entries to files, one JSON object a line. Entries are formatted by who logs and written by one thread, so that
/// logging never waits for the disk; when more than 20,000 wait, further ones are dropped and counted in a line of their own.
/// </summary>
internal sealed class JsonLogFileProvider : ILoggerProvider, ISupportExternalScope
{
    private const int MostWaiting = 20_000;

    private readonly ConcurrentDictionary<string, ILogger> loggers = new(StringComparer.Ordinal);
    private readonly Channel<byte[]> waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly RotatingFile file;
    private readonly TimeProvider clock;
    private readonly string run;
    private readonly Task writing;
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();
    private long dropped;

    /// <param name="file">Where the lines go.</param>
    /// <param name="clock">Gives their time.</param>
    /// <param name="run">Correlation id of what belongs to no request and no trigger.</param>
    public JsonLogFileProvider(RotatingFile file, TimeProvider clock, string run)
    {
        this.run = run;
        this.file = file;
        this.clock = clock;
        writing = Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default).Unwrap();
    }

    public ILogger CreateLogger(string categoryName) => loggers.GetOrAdd(categoryName, category => new JsonLogger(category, this));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writing.GetAwaiter().GetResult();
        file.Dispose();
    }

    private void Post(byte[] line)
    {
        if (!waiting.Writer.TryWrite(line))
            Interlocked.Increment(ref dropped);
    }

    private async Task WriteAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            try
            {
                while (waiting.Reader.TryRead(out var line))
                    file.Write(line);
                if (Interlocked.Exchange(ref dropped, 0) is > 0 and var count)
                    file.Write(JsonLogLine.Dropped(clock.GetUtcNow(), count, run));
                file.Flush();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // A full disk must not end the program that logs to it; the console still tells. What follows is tried anew.
                await Console.Error.WriteLineAsync($"The log file can't be written: {error.Message}");
                file.Dispose();
            }
        }
    }

    private sealed class JsonLogger(string category, JsonLogFileProvider provider) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider.scopes.Push(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                provider.Post(JsonLogLine.Format(provider.clock.GetUtcNow(), logLevel, category, eventId, formatter(state, exception), state, exception, provider.scopes, provider.run));
        }
    }
}
