using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.ExchangeRates;
using Trading.Domain.Markets;
using Trading.Functions.Http;
using Trading.Functions.Portfolio;

namespace Trading.Functions.ExchangeRates;

/// <summary>Daily exchange rates in and out; a pair is written as in <c>USDKRW</c>: how many won a dollar is worth.</summary>
public sealed class ExchangeRateFunctions(IExchangeRates rates)
{
    /// <summary>Stores rates, all of them or none: <c>{"rates":[{"date":"2024-06-28","rate":1382.5}]}</c>; those of the same days are replaced.</summary>
    [Function("SaveExchangeRates")]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "fx/{pair}/rates")] HttpRequest request, string pair, CancellationToken cancellationToken)
    {
        if (!CurrencyPair.TryParse(pair, out var known))
            return NoPair(pair);
        var body = await RequestBody.ReadJsonAsync<RatesDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        if (!draft.Read().TryGet(out var read, out var errors))
            return Problems.Invalid("invalid-rates", errors.ToString(), errors.ToDictionary());
        await rates.SaveAsync(known, read, cancellationToken);
        return Results.Json(new { Pair = known.ToString(), Saved = read.Length, From = read[0].Date, To = read[^1].Date }, ApiJson.Responses);
    }

    /// <summary>The rates of a pair, oldest first: <c>?from=</c> and <c>?to=</c> days, both included.</summary>
    [Function("GetExchangeRates")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fx/{pair}/rates")] HttpRequest request, string pair, CancellationToken cancellationToken)
    {
        if (!CurrencyPair.TryParse(pair, out var known))
            return NoPair(pair);
        return DayRange.TryRead(request, null, out var days, out var problem)
            ? Results.Json(new { Pair = known.ToString(), Rates = await rates.ReadAsync(known, days.From, days.To, cancellationToken) }, ApiJson.Responses)
            : problem;
    }

    private static ProblemHttpResult NoPair(string pair) =>
        Problems.Invalid("invalid-pair", "pair", $"pair is '{Problems.Clip(pair)}'; expected two different currencies such as USDKRW.");
}
