using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Integrations.Tests.Secrets;

/// <summary>
/// A key vault as it is met on the wire, with soft delete: HTTPS, a challenge for who brings no token, versions, pages of two, and the error
/// bodies of the service. It can be told to answer otherwise.
/// </summary>
internal sealed class VaultServer : IAsyncDisposable
{
    public const string Token = "the-token-of-the-app";
    public const string Challenge = "Bearer authorization=\"https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555\", resource=\"https://vault.azure.net\"";

    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly ConcurrentDictionary<string, List<JsonObject>> live = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, List<JsonObject>> deleted = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> busy = new(StringComparer.OrdinalIgnoreCase);

    private VaultServer(WebApplication app, X509Certificate2 certificate)
    {
        this.app = app;
        this.certificate = certificate;
        app.Run(AnswerAsync);
    }

    /// <summary>A name of its own for each vault: the client remembers challenges by name.</summary>
    public Uri Uri { get; } = new($"https://test-{Guid.NewGuid():N}.vault.azure.net");

    /// <summary>Method and path of each request that brought the token, and when it came.</summary>
    public ConcurrentQueue<(string Request, long At)> Requests { get; } = new();

    /// <summary>Requests that came without the token, and the length of what they carried.</summary>
    public ConcurrentQueue<(string Request, long? BodyLength)> Unauthenticated { get; } = new();

    /// <summary>Answers to requests with the token, in order, before the vault answers as usual again.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Instead { get; } = new();

    /// <summary>What <c>WWW-Authenticate</c> says.</summary>
    public string Demands { get; set; } = Challenge;

    /// <summary>Reaches this server under the vault's name, and trusts its certificate alone.</summary>
    public HttpPipelineTransport Transport => new HttpClientTransport(new HttpClient(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint },
    }));

    public static async Task<VaultServer> StartAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=*.vault.azure.net", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new VaultServer(builder.Build(), certificate);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Versions of a secret, oldest first.</summary>
    public IReadOnlyList<JsonObject> Versions(string name) => live.GetValueOrDefault(name) ?? [];

    /// <summary>Answers a request with a status and a body in the service's form.</summary>
    public static Func<HttpContext, Task> Error(int status, string code, string? innerCode = null, string message = "As told.", string? retryAfter = null) => context =>
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (innerCode is not null)
            error["innererror"] = new JsonObject { ["code"] = innerCode };
        return WriteAsync(context, status, new JsonObject { ["error"] = error });
    };

    /// <summary>Changes an attribute of a secret's latest version, as an operator would.</summary>
    public void SetAttribute(string name, string attribute, JsonNode value) => live[name][^1]["attributes"]![attribute] = value;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["x-ms-request-id"] = "9a4c4a2e-0000-4000-8000-000000000001";
        await context.Response.WriteAsync(body.ToJsonString());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value!.TrimEnd('/'));
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            Unauthenticated.Enqueue(($"{method} {path}", context.Request.ContentLength));
            context.Response.Headers.WWWAuthenticate = Demands;
            await Error(401, "Unauthorized", message: "AKV10000: Request is missing a Bearer or PoP token.")(context);
            return;
        }

        Requests.Enqueue(($"{method} {path}", Stopwatch.GetTimestamp()));
        if (Instead.TryDequeue(out var told))
        {
            await told(context);
            return;
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await ((method, parts) switch
        {
            ("GET", ["secrets"]) => ListAsync(context),
            ("GET", ["secrets", var name]) => GetAsync(context, name),
            ("PUT", ["secrets", var name]) => SetAsync(context, name),
            ("DELETE", ["secrets", var name]) => DeleteAsync(context, name),
            ("POST", ["deletedsecrets", var name, "recover"]) => RecoverAsync(context, name),
            _ => Error(404, "NotFound")(context),
        });
    }

    private Task ListAsync(HttpContext context)
    {
        var from = int.Parse(context.Request.Query["$skiptoken"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var all = live.OrderBy(secret => secret.Key, StringComparer.Ordinal).ToList();
        var page = new JsonObject
        {
            ["value"] = new JsonArray([.. all.Skip(from).Take(2).Select(secret => new JsonObject
            {
                ["id"] = new Uri(Uri, $"secrets/{secret.Key}").AbsoluteUri,
                ["attributes"] = secret.Value[^1]["attributes"]!.DeepClone(),
            })]),
            ["nextLink"] = from + 2 < all.Count ? new Uri(Uri, $"secrets?api-version=7.4&$skiptoken={from + 2}").AbsoluteUri : null,
        };
        return WriteAsync(context, 200, page);
    }

    private Task GetAsync(HttpContext context, string name)
    {
        if (!live.TryGetValue(name, out var versions))
            return NotFound(context, name);
        return (bool)versions[^1]["attributes"]!["enabled"]!
            ? WriteAsync(context, 200, versions[^1])
            : Error(403, "Forbidden", "SecretDisabled", "Operation get is not allowed on a disabled secret.")(context);
    }

    private async Task SetAsync(HttpContext context, string name)
    {
        if (deleted.ContainsKey(name))
        {
            await Error(409, "Conflict", "ObjectIsDeletedButRecoverable", $"Secret {name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.")(context);
            return;
        }

        if (busy.GetValueOrDefault(name) > 0)
        {
            busy[name]--;
            await Error(409, "Conflict", "ObjectIsBeingRecovered", $"Secret {name} is currently being recovered and cannot be re-created; retry later.")(context);
            return;
        }

        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var version = new JsonObject
        {
            ["value"] = body["value"]!.DeepClone(),
            ["id"] = new Uri(Uri, $"secrets/{name}/{Guid.NewGuid():N}").AbsoluteUri,
            ["attributes"] = new JsonObject { ["enabled"] = true, ["created"] = now, ["updated"] = now, ["recoveryLevel"] = "Recoverable" },
        };
        live.GetOrAdd(name, _ => []).Add(version);
        await WriteAsync(context, 200, version);
    }

    private Task DeleteAsync(HttpContext context, string name)
    {
        if (!live.TryRemove(name, out var versions))
            return NotFound(context, name);
        deleted[name] = versions;
        return WriteAsync(context, 200, new JsonObject
        {
            ["recoveryId"] = new Uri(Uri, $"deletedsecrets/{name}").AbsoluteUri,
            ["id"] = versions[^1]["id"]!.DeepClone(),
            ["attributes"] = versions[^1]["attributes"]!.DeepClone(),
        });
    }

    // As in the service, bringing back takes longer than the answer to it.
    private Task RecoverAsync(HttpContext context, string name)
    {
        if (!deleted.TryRemove(name, out var versions))
            return NotFound(context, name);
        live[name] = versions;
        busy[name] = 2;
        return WriteAsync(context, 200, new JsonObject { ["id"] = versions[^1]["id"]!.DeepClone(), ["attributes"] = versions[^1]["attributes"]!.DeepClone() });
    }

    private static Task NotFound(HttpContext context, string name) =>
        Error(404, "SecretNotFound", message: $"A secret with (name/id) {name} was not found in this key vault.")(context);
}
