using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Trading.Embedded.Tables;

/// <summary>The service's answer: HTTP status, and either success or an error code with its message.</summary>
internal record TableReply(int Status, string? ErrorCode = null, string? Message = null)
{
    /// <summary>Key under <see cref="Exception.Data"/> that carries the index of a refused action, as the package has it.</summary>
    public const string FailedEntityData = "FailedEntity";

    public bool IsError => ErrorCode is not null;

    public int? FailedIndex { get; init; }

    public string? ETag { get; init; }

    public Response ToResponse() => new TableResponse(this);

    public RequestFailedException ToException()
    {
        var error = new RequestFailedException(ToResponse(), null, Details);
        if (FailedIndex is not { } index)
            return error;
        error.Data[FailedEntityData] = index.ToString(CultureInfo.InvariantCulture);
        return new TableTransactionFailedException(error);
    }

    public TableReply OrThrow() => IsError ? throw ToException() : this;

    public byte[] Body() => ErrorCode is null ? [] : JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["odata.error"] = new { code = ErrorCode, message = new { lang = "en-US", value = FailedIndex is { } index ? $"{index}:{Message}" : Message } },
    });

    private static readonly Parser Details = new();

    private sealed class Parser : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
        {
            data = null;
            if (response is not TableResponse { Reply: { ErrorCode: { } code } reply })
            {
                error = null;
                return false;
            }

            error = new ResponseError(code, reply.FailedIndex is { } index ? $"{index}:{reply.Message}" : reply.Message);
            return true;
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
        new(refusal.Status, refusal.ErrorCode, refusal.Message) { FailedIndex = refusal.FailedIndex };
}
