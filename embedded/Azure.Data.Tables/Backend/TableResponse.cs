using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Trading.Embedded.Tables;

/// <summary>An answer of the table service in the shape of an HTTP response.</summary>
internal sealed class TableResponse(TableReply reply) : Response
{
    private Stream? content = reply.IsError ? new MemoryStream(reply.Body(), writable: false) : null;

    public TableReply Reply => reply;

    public override int Status => reply.Status;

    public override string ReasonPhrase => reply.Status switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        404 => "Not Found",
        409 => "Conflict",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        _ => "",
    };

    public override Stream? ContentStream
    {
        get => content;
        set => content = value;
    }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose() => content?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        if (reply.ETag is { } etag)
            yield return new HttpHeader("ETag", etag);
        if (reply.IsError)
            yield return new HttpHeader("Content-Type", "application/json;odata=minimalmetadata");
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = EnumerateHeaders().FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
