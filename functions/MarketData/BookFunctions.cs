using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Functions.Http;
using Trading.Functions.Orders;

namespace Trading.Functions.MarketData;

/// <summary>The newest order book of an instrument.</summary>
public sealed class BookFunctions(StoreBookHandler store, NewBookHandler newBook, IOrderBooks books, TimeProvider clock)
{
    /// <summary>Stores a book that is newer than the one stored, and lets the simulated broker trade against it. The same book again changes nothing.</summary>
    [Function("PutBook")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "market/{market}/{symbol}/book")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        if (MarketRequest.ReadInstrument(market, symbol, out var instrument) is { } problem)
            return problem;
        var body = await RequestBody.ReadJsonAsync<BookDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var malformed))
            return malformed;
        var result = await store.HandleAsync(instrument, draft, cancellationToken);
        if (!result.TryGet(out var stored, out var faults))
            return OrderProblems.Of(faults, several: "invalid-book");
        if (!stored.IsSent)
            return Problems.Conflict("book-not-newer", $"A book of {instrument} of {stored.Newest.Time.UtcDateTime:O} is stored; expected a newer one.");
        await newBook.HandleAsync(instrument, cancellationToken);
        return Results.Json(BookAnswer.Of(stored.Newest, clock.GetUtcNow()), ApiJson.Responses);
    }

    /// <summary>The newest book, with the middle, the spread and its age.</summary>
    [Function("GetBook")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/{symbol}/book")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        if (MarketRequest.ReadInstrument(market, symbol, out var instrument) is { } problem)
            return problem;
        return await books.FindAsync(instrument, cancellationToken) is { Book: var book }
            ? Results.Json(BookAnswer.Of(book, clock.GetUtcNow()), ApiJson.Responses)
            : Problems.NotFound("book-not-found", $"No order book of {instrument} is stored.");
    }
}
