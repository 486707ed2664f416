using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables;

/// <summary>The service's answer: HTTP status, and for a refusal its error code and message.</summary>
internal record TableReply(int Status, string? ErrorCode = null, string? Message = null)
{
    /// <summary>Key under <see cref="Exception.Data"/> that carries the index of a refused action, as the package has it.</summary>
    public const string FailedEntityData = "FailedEntity";

    public bool IsError => Status is < 200 or > 299;

    /// <summary>The refusal is that of one action of a transaction, whose index begins the message: <c>2:The specified entity already exists.</c></summary>
    public bool IsOfAction { get; init; }

    public string? ETag { get; init; }

    /// <summary>The response as received, when the answer came over HTTP.</summary>
    public Response? Received { get; init; }

    public Response ToResponse() => Received ?? new TableResponse(this);

    public RequestFailedException ToException()
    {
        var error = new RequestFailedException(ToResponse(), null, new Parser(this));
        return IsOfAction ? new TableTransactionFailedException(error) : error;
    }

    public TableReply OrThrow() => IsError ? throw ToException() : this;

    /// <summary>This refusal as that of a transaction's action.</summary>
    public TableReply At(int index) => this with { IsOfAction = true, Message = string.Create(CultureInfo.InvariantCulture, $"{index}:{Message}") };

    public byte[] Body() => !IsError ? [] : JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["odata.error"] = new { code = ErrorCode, message = new { lang = "en-US", value = Message } },
    });

    private sealed class Parser(TableReply reply) : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
        {
            error = new ResponseError(reply.ErrorCode, reply.Message);
            data = reply.IsOfAction && reply.Message?.Split(':', 2) is [var index, _] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? new Dictionary<string, string> { [FailedEntityData] = index }
                : null;
            return reply.ErrorCode is not null;
        }
    }
}

/// <summary>An answer with a value where it succeeded.</summary>
internal sealed record TableReply<T>(int Status, string? ErrorCode = null, string? Message = null) : TableReply(Status, ErrorCode, Message)
    where T : class
{
    private readonly T? value;

    /// <summary>What was asked for; throws the service's refusal when there is none.</summary>
    public T Value
    {
        get => value ?? throw ToException();
        init => this.value = value;
    }

    public static TableReply<T> From(TableReply refusal) =>
        new(refusal.Status, refusal.ErrorCode, refusal.Message) { IsOfAction = refusal.IsOfAction, Received = refusal.Received };
}
