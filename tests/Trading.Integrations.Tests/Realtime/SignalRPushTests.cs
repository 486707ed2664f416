using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain.Accounts;
using Trading.Integrations.Realtime;

namespace Trading.Integrations.Tests.Realtime;

public sealed class SignalRPushTests
{
    private static readonly UserId Ann = new("ann");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_for_a_user_with_no_page_open_is_handed_over()
    {
        await using var services = Services($"Embedded={Directory.CreateTempSubdirectory("push-").FullName}");
        using var sent = new Counted(RealtimeTelemetry.Sent);

        await services.GetRequiredService<IPush>().ToUserAsync(Ann, PushMessages.OrderChanged, new { Id = "o-1" }, Cancel);

        Assert.Equal([PushMessages.OrderChanged], sent.Messages);
    }

    [Fact]
    public async Task A_push_that_fails_is_counted_and_told_and_never_thrown()
    {
        var log = new RememberingLogger();
        await using var services = Services("Endpoint=nowhere", log);
        using var failed = new Counted(RealtimeTelemetry.Failed);

        await services.GetRequiredService<IPush>().ToUserAsync(Ann, PushMessages.SignalRaised, new { Id = "s-1" }, Cancel);

        Assert.Equal([PushMessages.SignalRaised], failed.Messages);
        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains("signalRaised", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_payload_that_is_no_json_fails_its_push_and_nothing_else()
    {
        await using var services = Services($"Embedded={Directory.CreateTempSubdirectory("push-").FullName}");
        using var failed = new Counted(RealtimeTelemetry.Failed);
        var circular = new Circular();

        await services.GetRequiredService<IPush>().ToUserAsync(Ann, PushMessages.BarClosed, circular, Cancel);

        Assert.Equal([PushMessages.BarClosed], failed.Messages);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        await using var services = Services($"Embedded={Directory.CreateTempSubdirectory("push-").FullName}");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            services.GetRequiredService<IPush>().ToUserAsync(Ann, PushMessages.BarClosed, new { }, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Without_a_connection_string_the_program_does_not_start()
    {
        await using var services = Services(connectionString: null);

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string? connectionString, ILoggerProvider? log = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["SignalR:ConnectionString"] = connectionString }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
        {
            if (log is not null)
                logging.AddProvider(log);
        });
        services.AddRealtime(JsonSerializerOptions.Web);
        return services.BuildServiceProvider();
    }

    private sealed class Circular
    {
        public Circular Self => this;
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();

        public Counted(Instrument instrument)
        {
            listener.InstrumentPublished = (published, own) =>
            {
                if (published == instrument)
                    own.EnableMeasurementEvents(published);
            };
            listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                lock (Messages)
                    Messages.Add((string)tags[0].Value!);
            });
            listener.Start();
        }

        public List<string> Messages { get; } = [];

        public void Dispose() => listener.Dispose();
    }

    private sealed class RememberingLogger : ILoggerProvider, ILogger
    {
        public List<(LogLevel Level, string Message)> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
