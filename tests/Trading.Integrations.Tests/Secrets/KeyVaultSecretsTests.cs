using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Azure.Core;
using Azure.Core.Diagnostics;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trading.Application.Secrets;
using Trading.Integrations.Secrets;

namespace Trading.Integrations.Tests.Secrets;

/// <summary>Secrets in a key vault, spoken to over its own protocol.</summary>
public sealed class KeyVaultSecretsTests : SecretsContract, IAsyncLifetime
{
    private const string Path = "/secrets/ann--kis-live";

    private readonly VaultClock clock = new();
    private readonly TestCredential credential = new();
    private readonly RememberingLogger log = new();
    private VaultServer vault = null!;
    private ServiceProvider services = null!;

    protected override ISecrets Secrets => services.GetRequiredService<ISecrets>();

    public async ValueTask InitializeAsync()
    {
        vault = await VaultServer.StartAsync();
        services = Services(vault.Uri.AbsoluteUri)
            .AddSingleton<TimeProvider>(clock)
            .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton(SecretsRegistration.CreateClient(vault.Uri, credential, vault.Transport))
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await vault.DisposeAsync();
    }

    [Fact]
    public async Task The_vault_is_asked_for_its_challenge_before_it_is_shown_a_value()
    {
        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);
        await Secrets.FindAsync(Ann, Broker, Cancel);

        Assert.Equal(($"PUT {Path}", 0), Assert.Single(vault.Unauthenticated.Select(each => (each.Request, each.BodyLength ?? 0))));
        Assert.Equal([$"PUT {Path}", $"GET {Path}"], vault.Requests.Select(each => each.Request));
        Assert.Equal(["https://vault.azure.net/.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_vault_that_asks_for_a_token_of_another_service_gets_none()
    {
        vault.Demands = VaultServer.Challenge.Replace("vault.azure.net", "vault.example.com", StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.SetAsync(Ann, Broker, Value("value"), Cancel));

        Assert.Contains("not to be trusted", error.Message, StringComparison.Ordinal);
        Assert.Empty(credential.Scopes);
        Assert.Empty(vault.Requests);
    }

    [Fact]
    public async Task A_credential_that_cannot_sign_in_is_said_so()
    {
        credential.Fails = true;

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Contains($"can't sign in to the key vault '{vault.Uri.Host}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_value_is_a_version_of_its_own()
    {
        await Secrets.SetAsync(Ann, Broker, Value("first"), Cancel);
        await Secrets.SetAsync(Ann, Broker, Value("second"), Cancel);

        Assert.Equal(["first", "second"], vault.Versions("ann--kis-live").Select(version => (string)version["value"]!));
    }

    [Fact]
    public async Task A_throttled_request_waits_for_as_long_as_the_vault_asks()
    {
        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);
        vault.Instead.Enqueue(VaultServer.Error(429, "Throttled", retryAfter: "1"));

        Assert.Equal("value", (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());

        var attempts = vault.Requests.Skip(1).ToList();
        Assert.Equal(2, attempts.Count);
        Assert.True(Stopwatch.GetElapsedTime(attempts[0].At, attempts[1].At) >= TimeSpan.FromSeconds(0.99));
    }

    [Fact]
    public async Task A_busy_vault_is_asked_again()
    {
        vault.Instead.Enqueue(VaultServer.Error(503, "ServiceUnavailable"));

        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);

        Assert.Equal("value", (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
        Assert.Single(vault.Versions("ann--kis-live"));
    }

    [Fact]
    public async Task A_vault_that_stays_busy_is_given_up_after_five_attempts()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            vault.Instead.Enqueue(VaultServer.Error(503, "ServiceUnavailable"));

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Equal(5, vault.Requests.Count);
        Assert.Contains("answered 503 ServiceUnavailable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_is_not_there_is_named()
    {
        await vault.DisposeAsync();

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Contains($"'{vault.Uri.Host}' could not be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_ends_at_its_limit_when_the_vault_says_nothing()
    {
        var arrived = Hold();
        var asked = Secrets.FindAsync(Ann, Broker, Cancel);
        await arrived;

        clock.RunOut();

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => asked);
        Assert.Contains("was not done within 60 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var arrived = Hold();
        var asked = Secrets.FindAsync(Ann, Broker, giveUp.Token);
        await arrived;

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData("ForbiddenByRbac")]
    [InlineData("ForbiddenByFirewall")]
    public async Task A_vault_that_does_not_let_the_app_in_says_what_is_missing(string reason)
    {
        vault.Instead.Enqueue(VaultServer.Error(403, "Forbidden", reason, "Caller is not authorized to perform action on resource."));

        var error = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Equal(
            $"The key vault '{vault.Uri.Host}' answered 403 Forbidden ({reason}) [request 9a4c4a2e-0000-4000-8000-000000000001]; "
            + "the app's identity needs the role Key Vault Secrets Officer, and the vault must let its network in.",
            error.Message);
    }

    [Theory]
    [InlineData("enabled", 0)]
    [InlineData("exp", -1)]
    [InlineData("nbf", 1)]
    public async Task A_secret_that_is_disabled_or_outside_of_its_time_is_absent_and_the_log_says_why(string attribute, int hours)
    {
        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);
        vault.SetAttribute("ann--kis-live", attribute, attribute == "enabled" ? false : DateTimeOffset.UtcNow.AddHours(hours).ToUnixTimeSeconds());

        Assert.Null(await Secrets.FindAsync(Ann, Broker, Cancel));

        Assert.Equal([Broker], (await Secrets.ListAsync(Ann, Cancel)).Select(secret => secret.Name));
        Assert.Contains(log.Entries, entry => entry.StartsWith("Warning Secret kis-live of ann is there and not used: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_secret_that_is_set_anew_is_brought_back_with_its_history_and_nothing_is_purged()
    {
        await Secrets.SetAsync(Ann, Broker, Value("old"), Cancel);
        await Secrets.DeleteAsync(Ann, Broker, Cancel);

        await Secrets.SetAsync(Ann, Broker, Value("new"), Cancel);

        Assert.Equal(["old", "new"], vault.Versions("ann--kis-live").Select(version => (string)version["value"]!));
        Assert.Contains("POST /deletedsecrets/ann--kis-live/recover", vault.Requests.Select(each => each.Request));
        Assert.DoesNotContain(vault.Requests, each => each.Request.StartsWith("DELETE /deletedsecrets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_secret_that_someone_else_brings_back_at_that_moment_is_set_all_the_same()
    {
        vault.Instead.Enqueue(VaultServer.Error(409, "Conflict", "ObjectIsDeletedButRecoverable"));
        vault.Instead.Enqueue(VaultServer.Error(404, "SecretNotFound"));

        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);

        Assert.Equal("value", (await Secrets.FindAsync(Ann, Broker, Cancel))?.Reveal());
    }

    [Fact]
    public async Task A_secret_that_is_being_brought_back_can_be_deleted_a_moment_later()
    {
        await Secrets.SetAsync(Ann, Broker, Value("value"), Cancel);
        vault.Instead.Enqueue(VaultServer.Error(409, "Conflict", "ObjectIsBeingRecovered"));

        Assert.True(await Secrets.DeleteAsync(Ann, Broker, Cancel));
    }

    [Fact]
    public async Task What_others_keep_in_the_vault_is_nobody_s()
    {
        var client = services.GetRequiredService<SecretClient>();
        foreach (var name in new[] { "certificate", "ann", "ann--Mixed-Case", "ann--a--b", "bob--kis-live" })
            await client.SetSecretAsync(name, "x", Cancel);

        var own = await Secrets.ListAsync(Ann, Cancel);

        Assert.Equal(["mixed-case"], own.Select(secret => secret.Name.Value));
    }

    [Theory]
    [InlineData("Ann")]
    [InlineData("ann@example.com")]
    [InlineData("")]
    public async Task A_user_whose_id_the_vault_could_take_for_another_s_is_refused(string user) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Secrets.FindAsync(new(user), Broker, Cancel));

    [Fact]
    public async Task Neither_a_value_nor_the_token_is_in_a_log_or_an_error()
    {
        const string Hidden = "do-not-show-this-value";
        var logged = new ConcurrentQueue<string>();
        using var azure = new AzureEventSourceListener(
            (entry, message) => logged.Enqueue($"{message} {string.Join(' ', (entry.Payload ?? []).Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)))}"), EventLevel.LogAlways);
        // A gateway in between that answers with what it was sent.
        vault.Instead.Enqueue(context => EchoAsync(context, 400));
        for (var attempt = 0; attempt < 5; attempt++)
            vault.Instead.Enqueue(context => EchoAsync(context, 500));

        var refused = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel));
        var failed = await Assert.ThrowsAsync<SecretsUnavailableException>(() => Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel));
        await Secrets.SetAsync(Ann, Broker, Value(Hidden), Cancel);
        await Secrets.FindAsync(Ann, Broker, Cancel);

        string[] told = [.. logged, .. log.Entries, refused.ToString(), failed.ToString()];
        Assert.Contains(logged, line => line.Contains(Path, StringComparison.Ordinal));
        Assert.Contains("answered 400", refused.Message, StringComparison.Ordinal);
        Assert.All(told, line => Assert.DoesNotContain(Hidden, line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.DoesNotContain(VaultServer.Token, line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://name.vault.azure.net")]
    [InlineData("/vault")]
    public void Without_a_vault_that_is_reached_over_TLS_nothing_starts(string? uri)
    {
        using var app = Services(uri).BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => app.GetRequiredService<IOptions<SecretsOptions>>().Value);

        Assert.Contains("Secrets:VaultUri", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_keeps_secrets_itself_needs_no_vault()
    {
        using var app = new ServiceCollection().AddSingleton(Secrets).AddSecretsAdapters().BuildServiceProvider();

        Assert.Same(Secrets, app.GetRequiredService<ISecrets>());
        Assert.Null(app.GetService<SecretClient>());
    }

    private static IServiceCollection Services(string? vaultUri) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Secrets:VaultUri", vaultUri)]).Build())
        .AddSecretsAdapters();

    private static async Task EchoAsync(HttpContext context, int status)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Assert.NotEmpty(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"{{\"error\":{{\"code\":\"Bad {body.Length}\",\"message\":{System.Text.Json.JsonSerializer.Serialize(body)}}}}}");
    }

    /// <summary>The next request is left without an answer; completes when it has come.</summary>
    private Task Hold()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        vault.Instead.Enqueue(async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        return arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    private sealed class TestCredential : TokenCredential
    {
        public ConcurrentQueue<string> Scopes { get; } = new();

        public bool Fails { get; set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new CredentialUnavailableException("No managed identity is here.");
            foreach (var scope in requestContext.Scopes)
                Scopes.Enqueue(scope);
            return new AccessToken(VaultServer.Token, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class RememberingLogger : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Entries { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
