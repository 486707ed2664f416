using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Trading.Local.Page;

/// <summary>Serves the page at <c>/</c>. The browser may run its own scripts and speak to this server, and nothing else.</summary>
internal static class PageFiles
{
    public static void Serve(WebApplication app)
    {
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Guard });
    }

    private static void Guard(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        // The host was checked before; named, because not every browser takes 'self' to include WebSockets.
        var host = context.Context.Request.Host.ToUriComponent();
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
            $"connect-src 'self' ws://{host}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Asked for again each time and answered 304 while unchanged, so that a new version is seen at once.
        headers.CacheControl = "no-cache";
    }
}
