using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables.Rest;

/// <summary>A table service reached over HTTP: a storage account in Azure, or Azurite.</summary>
/// <remarks>
/// Azure.Core's pipeline sends: its time-out, its retries with growing and jittered delays, its log with secrets left out. Like the
/// package, it sends again whatever the operation was, since a lost answer can't be told from a lost request: a write that had
/// been done the first time is then answered by what it finds, an insert by 409 EntityAlreadyExists, a conditional write by 412, a delete by 404.
/// </remarks>
internal sealed class RestTables : ITableBackend
{
    private readonly string endpoint;
    private readonly string version;
    private readonly HttpPipeline pipeline;

    /// <param name="endpoint">The account's address, without a slash at its end.</param>
    /// <param name="authentication">Signs each request.</param>
    /// <param name="options">Options of the client; null for the defaults.</param>
    public RestTables(string endpoint, HttpPipelinePolicy authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        this.endpoint = endpoint;
        version = options.Version;
        pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
    }

    public async Task<TableReply> CreateTableAsync(string table, bool content, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, "/Tables");
        if (!content)
            message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json;odata=nometadata");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = table }));
        return Reply(await SendAsync(message, cancellationToken));
    }

    public async Task<TableReply> DeleteTableAsync(string table, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Delete, $"/Tables('{EntityRequest.Quoted(table)}')");
        return Reply(await SendAsync(message, cancellationToken));
    }

    public async Task<TableReply<TablePage<string>>> QueryTablesAsync(TableQuery query, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, "/Tables");
        AddQuery(message, query);
        if (query.Continuation is { } next)
            message.Request.Uri.AppendQuery("NextTableName", next);
        return Read(await SendAsync(message, cancellationToken), static (body, response) => new TablePage<string>(
            [.. body.GetProperty("value").EnumerateArray().Select(table => table.GetProperty("TableName").GetString()!)],
            Header(response, "x-ms-continuation-NextTableName")));
    }

    public async Task<TableReply<EntityRecord>> GetEntityAsync(
        string table, string partitionKey, string rowKey, IReadOnlyList<string>? select, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, EntityRequest.Path(table, partitionKey, rowKey));
        AddQuery(message, new TableQuery(null, select, null, null));
        return Read(await SendAsync(message, cancellationToken), static (body, _) => EntityJson.Read(body));
    }

    public async Task<TableReply<TablePage<EntityRecord>>> QueryEntitiesAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Get, $"/{EntityRequest.Quoted(table)}()");
        AddQuery(message, query);
        if (query.Continuation?.Split(' ', 2) is [var partition, .. var rest])
        {
            message.Request.Uri.AppendQuery("NextPartitionKey", partition);
            if (rest is [{ Length: > 0 } row])
                message.Request.Uri.AppendQuery("NextRowKey", row);
        }

        return Read(await SendAsync(message, cancellationToken), static (body, response) => new TablePage<EntityRecord>(
            [.. body.GetProperty("value").EnumerateArray().Select(EntityJson.Read)],
            Header(response, "x-ms-continuation-NextPartitionKey") is { } next ? $"{next} {Header(response, "x-ms-continuation-NextRowKey")}" : null));
    }

    public async Task<TableReply> WriteAsync(string table, EntityWrite write, CancellationToken cancellationToken)
    {
        using var message = Message(new RequestMethod(EntityRequest.Method(write)), EntityRequest.Path(table, write));
        foreach (var (name, value) in EntityRequest.Headers(write))
            message.Request.Headers.Add(name, value);
        if (write.Kind != WriteKind.Delete)
        {
            var body = new ArrayBufferWriter<byte>();
            EntityJson.Write(body, write);
            message.Request.Content = RequestContent.Create(body.WrittenMemory);
        }

        return Reply(await SendAsync(message, cancellationToken));
    }

    public async Task<TableReply<IReadOnlyList<TableReply>>> WriteTogetherAsync(
        string table, IReadOnlyList<EntityWrite> writes, CancellationToken cancellationToken)
    {
        using var message = Message(RequestMethod.Post, "/$batch");
        message.Request.Headers.Add("Content-Type", TransactionBody.ContentType);
        message.Request.Content = RequestContent.Create(TransactionBody.Of(endpoint, table, writes));
        var response = await SendAsync(message, cancellationToken);
        if (Reply(response) is { IsError: true } refusal)
            return TableReply<IReadOnlyList<TableReply>>.From(refusal);
        var replies = TransactionBody.Read(response.Content.ToString());
        if (replies.Find(reply => reply.IsError) is { } refused)
            return TableReply<IReadOnlyList<TableReply>>.From(refused with { IsOfAction = true });
        return replies.Count == writes.Count
            ? new TableReply<IReadOnlyList<TableReply>>(response.Status) { Value = replies, Received = response }
            : throw Malformed(response, $"{replies.Count} answers to {writes.Count} actions", null);
    }

    private static void AddQuery(HttpMessage message, TableQuery query)
    {
        if (!string.IsNullOrWhiteSpace(query.Filter))
            message.Request.Uri.AppendQuery("$filter", query.Filter);
        if (query.Select is { Count: > 0 })
            message.Request.Uri.AppendQuery("$select", string.Join(',', query.Select));
        if (query.MaxPerPage is { } most)
            message.Request.Uri.AppendQuery("$top", most.ToString(CultureInfo.InvariantCulture));
    }

    private static TableReply Reply(Response response)
    {
        var etag = response.Headers.ETag?.ToString();
        if (response.Status is >= 200 and <= 299)
            return new TableReply(response.Status) { ETag = etag, Received = response };
        var (code, text) = TransactionBody.ReadError(response.Content.ToString());
        return new TableReply(response.Status, code ?? Header(response, "x-ms-error-code"), text ?? response.ReasonPhrase) { Received = response };
    }

    private static TableReply<T> Read<T>(Response response, Func<JsonElement, Response, T> read)
        where T : class
    {
        var reply = Reply(response);
        if (reply.IsError)
            return TableReply<T>.From(reply);
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            return new TableReply<T>(response.Status) { Value = read(document.RootElement, response), ETag = reply.ETag, Received = response };
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Malformed(response, error.Message, error);
        }
    }

    private static RequestFailedException Malformed(Response response, string found, Exception? cause) =>
        new(response.Status, $"The table service's answer of status {response.Status} can't be read: expected the JSON of its protocol, found {found}.", null, cause);

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;

    private HttpMessage Message(RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(endpoint + path));
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("x-ms-version", version);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        await pipeline.SendAsync(message, cancellationToken);
        return message.Response;
    }
}
