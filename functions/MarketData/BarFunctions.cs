using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
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
        if (MarketRequest.ReadRange(request, GetBarsHandler.MaxPageSize, out var range) is { } wrongRange)
            return wrongRange;

        if (request.Headers.Accept.ToString().Contains(CsvType, StringComparison.OrdinalIgnoreCase))
        {
            return await store.FindAsync(key, cancellationToken) is null
                ? MarketRequest.Unknown(key)
                : Results.Stream(body => WriteCsvAsync(body, key, range.From, range.To, cancellationToken), CsvType);
        }

        return await getBars.HandleAsync(key, range.From, range.To, range.Limit, cancellationToken) is { } page
            ? Results.Json(BarsAnswer.Of(page), ApiJson.Responses)
            : MarketRequest.Unknown(key);
    }

    /// <summary>A refusal as an answer.</summary>
    internal static IResult Refused(ImportRefusal refusal) => refusal.Code == "synthetic-mixed"
        ? Problems.Conflict(refusal.Code, refusal.Detail)
        : Problems.Invalid(refusal.Code, refusal.Detail, refusal.Errors.ToDictionary(
            error => error.Key.ToString(CultureInfo.InvariantCulture), error => error.Value));

    private static bool IsCsv(string? contentType) =>
        contentType is not null && CsvType.Equals(contentType.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase);

    private async Task WriteCsvAsync(Stream body, BarKey key, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var csv = new StreamWriter(body, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        await csv.WriteAsync($"{BarCsvWriter.Header}\n".AsMemory(), cancellationToken);
        await foreach (var piece in store.ReadAsync(key, from, to, cancellationToken))
            await BarCsvWriter.WriteAsync(csv, piece, key.Interval, cancellationToken);
    }
}
