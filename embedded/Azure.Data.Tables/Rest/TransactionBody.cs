using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trading.Embedded.Tables.Rest;

/// <summary>The body of a transaction: one change set, in it a whole HTTP request per action; and of the answer, a whole response each.</summary>
internal static class TransactionBody
{
    // Neither can occur inside: an entity's JSON is one line that begins with a brace, and keys are percent-encoded.
    private const string Batch = "batch_trading";
    private const string ChangeSet = "changeset_trading";

    public static string ContentType => $"multipart/mixed; boundary={Batch}";

    /// <summary>What is sent. Its size is what the service limits.</summary>
    public static ReadOnlyMemory<byte> Of(string endpoint, string table, IEnumerable<EntityWrite> writes)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        Text($"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");
        foreach (var write in writes)
        {
            Text($"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Text($"{EntityRequest.Method(write)} {endpoint}{EntityRequest.Path(table, write)} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
            foreach (var (name, value) in EntityRequest.Headers(write))
                Text($"{name}: {value}\r\n");
            Text("\r\n");
            if (write.Kind != WriteKind.Delete)
                EntityJson.Write(body, write);
            Text("\r\n");
        }

        Text($"--{ChangeSet}--\r\n--{Batch}--\r\n");
        return body.WrittenMemory;

        void Text(string text) => Encoding.UTF8.GetBytes(text, body);
    }

    /// <summary>The responses inside an answer, in their order; one alone, a refusal, when an action was refused.</summary>
    public static List<TableReply> Read(string answer)
    {
        var replies = new List<TableReply>();
        using var lines = new StringReader(answer);
        while (lines.ReadLine() is { } line)
        {
            // HTTP/1.1 204 No Content
            if (!line.StartsWith("HTTP/", StringComparison.Ordinal) || line.Split(' ', 3) is not [_, var number, ..]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                continue;
            string? etag = null;
            while (lines.ReadLine() is { Length: > 0 } header)
            {
                if (header.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))
                    etag = header[5..].Trim();
            }

            var reply = new TableReply(status) { ETag = etag };
            if (reply.IsError)
            {
                var content = new StringBuilder();
                while (lines.ReadLine() is { } part && !part.StartsWith("--", StringComparison.Ordinal))
                    content.AppendLine(part);
                var (code, message) = ReadError(content.ToString());
                reply = reply with { ErrorCode = code, Message = message };
            }

            replies.Add(reply);
        }

        return replies;
    }

    /// <summary>Code and message of a refusal <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>; nulls when the text is something else, a proxy's page for example.</summary>
    public static (string? Code, string? Message) ReadError(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryGetProperty("odata.error", out var error) && error.TryGetProperty("code", out var code)
                ? (code.GetString(), error.TryGetProperty("message", out var message) && message.TryGetProperty("value", out var value) ? value.GetString() : null)
                : (null, null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }
}
