using Microsoft.AspNetCore.Http;

namespace Trading.Embedded.Hosting;

/// <summary>
/// Until people sign in, only this machine's own pages and programs may call: a request must name a loopback host, and where a
/// browser says which page it comes from, that page must be the host's own. So a foreign page can neither point a name of its
/// own at this server (DNS rebinding) nor post to it.
/// </summary>
/// <param name="port">The port listened on.</param>
/// <param name="allowedOrigins">Further origins that may call, such as a development server's.</param>
internal sealed class LoopbackGuard(Func<int> port, IReadOnlyList<string> allowedOrigins)
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <returns>Null when the request may pass.</returns>
    public (string Code, string Detail)? Refusal(HttpRequest request)
    {
        if (!OwnNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return ("foreign-host", "This server answers only to localhost, 127.0.0.1 and [::1].");
        foreach (var origin in request.Headers.Origin)
        {
            if (!IsOwn(origin, request.Host.Port))
                return ("foreign-origin", "Pages of other origins may not call this server.");
        }

        return null;
    }

    // The port may differ from the one listened on when the request comes through a tunnel; then the page does, too.
    private bool IsOwn(string? origin, int? hostPort) =>
        allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps)
            && OwnNames.Contains(page.Host, StringComparer.OrdinalIgnoreCase)
            && (page.Port == port() || page.Port == (hostPort ?? 80)));
}
