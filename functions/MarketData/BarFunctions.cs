using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Functions.Durable;
using Trading.Functions.Http;

namespace Trading.Functions.MarketData;

/// <summary>Bars in and out, as CSV and JSON.</summary>
public sealed class BarFunctions(ImportBarsHandler import, NewBarsHandler newBars, GetBarsHandler getBars, IBarStore store)
{
    private const string CsvType = "text/csv";

    /// <summary>Imports a CSV file, whole or not at all; with <c>?onError=quarantine</c> the good rows of one that has bad ones too.</summary>
    [Function("ImportBars")]
    public async Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "market/{market}/{symbol}/bars")] HttpRequest request,
        string market, string symbol, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MarketRequest.ReadKey(request, market, symbol, out var key) is { } problem)
            return problem;
        if (!IsCsv(request.ContentType))
            return Problems.UnsupportedMediaType(request.ContentType, CsvType);
        string? onError = request.Query["onError"];
        if (onError is not (null or "refuse" or "quarantine"))
            return Problems.Invalid("invalid-on-error", "onError", $"onError is '{Problems.Clip(onError)}'; expected 'refuse' or 'quarantine'.");
        if (!RequestBody.TryLimit(request, BarCsvLimits.MaxBytes))
            return Problems.TooLarge(BarCsvLimits.MaxBytes);
        try
        {
            var csv = new LimitedStream(request.Body, BarCsvLimits.MaxBytes);
            var result = await import.HandleAsync(key, csv, onError == "quarantine", cancellationToken);
            if (!result.TryGet(out var imported, out var refusal))
                return Refused(refusal);
            await newBars.HandleAsync(key, new DurableWorkflows(client), cancellationToken);
            return Results.Json(ImportAnswer.Of(imported), ApiJson.Responses);
        }
        catch (BodyTooLargeException)
        {
            return Problems.TooLarge(BarCsvLimits.MaxBytes);
        }
    }

    /// <summary>Stored bars in [from, to), a page at a time; with <c>Accept: text/csv</c> all of them as a file.</summary>
    [Function("GetBars")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/{symbol}/bars")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MarketRequest.ReadKey(request, market, symbol, out var key) is { } problem)
            return problem;
        if (MarketRequest.ReadTime(request, "from", DateTimeOffset.MinValue, out var from) is { } wrongFrom)
            return wrongFrom;
        if (MarketRequest.ReadTime(request, "to", DateTimeOffset.MaxValue, out var to) is { } wrongTo)
            return wrongTo;
        if (MarketRequest.ReadTime(request, "continuation", from, out from) is { } wrongContinuation)
            return wrongContinuation;
        if (ReadLimit(request, out var limit) is { } wrongLimit)
            return wrongLimit;

        if (request.Headers.Accept.ToString().Contains(CsvType, StringComparison.OrdinalIgnoreCase))
        {
            return await store.FindAsync(key, cancellationToken) is null
                ? Unknown(key)
                : Results.Stream(body => WriteCsvAsync(body, key, from, to, cancellationToken), CsvType);
        }

        return await getBars.HandleAsync(key, from, to, limit, cancellationToken) is { } page
            ? Results.Json(BarsAnswer.Of(page), ApiJson.Responses)
            : Unknown(key);
    }

    /// <summary>A refusal as an answer.</summary>
    internal static IResult Refused(ImportRefusal refusal) => refusal.Code == "synthetic-mixed"
        ? Problems.Conflict(refusal.Code, refusal.Detail)
        : Problems.Invalid(refusal.Code, refusal.Detail, refusal.Errors.ToDictionary(
            error => error.Key.ToString(CultureInfo.InvariantCulture), error => error.Value));

    private static ProblemHttpResult Unknown(BarKey key) => Problems.NotFound("unknown-symbol", $"No bars of {key.Instrument} are stored for the interval {key.Interval}.");

    private static bool IsCsv(string? contentType) =>
        contentType is not null && CsvType.Equals(contentType.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase);

    private static ProblemHttpResult? ReadLimit(HttpRequest request, out int limit)
    {
        string? text = request.Query["limit"];
        limit = GetBarsHandler.MaxPageSize;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= GetBarsHandler.MaxPageSize)
            ? null
            : Problems.Invalid("invalid-limit", "limit", $"limit is '{Problems.Clip(text)}'; expected 1 to {GetBarsHandler.MaxPageSize}.");
    }

    private async Task WriteCsvAsync(Stream body, BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var csv = new StreamWriter(body, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        await csv.WriteAsync($"{BarCsvWriter.Header}\n".AsMemory(), cancellationToken);
        await foreach (var piece in store.ReadAsync(key, from, to, cancellationToken))
            await BarCsvWriter.WriteAsync(csv, piece, key.Interval, cancellationToken);
    }
}
