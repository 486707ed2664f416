using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Indicators;
using Trading.Functions.Http;
using Trading.Functions.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Functions.Indicators;

/// <summary>The catalogue of indicators, and indicators over stored bars.</summary>
public sealed class IndicatorFunctions(IndicatorCatalog catalog, GetIndicatorValuesHandler getValues)
{
    /// <summary>Every indicator, of a group with <c>?group=momentum</c>.</summary>
    [Function("ListIndicators")]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? text = request.Query["group"];
        IndicatorGroup? group = text is not null && Enum.GetNames<IndicatorGroup>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<IndicatorGroup>(text, ignoreCase: true)
            : null;
        if (text is not null && group is null)
        {
            var known = string.Join(", ", Enum.GetNames<IndicatorGroup>().Select(name => name.ToLowerInvariant()));
            return Problems.Invalid("invalid-group", "group", $"group is '{Problems.Clip(text)}'; expected one of {known}.");
        }

        var all = catalog.All.Where(indicator => group is null || indicator.Group == group);
        return Results.Json(new { Indicators = all.Select(IndicatorAnswer.Of) }, ApiJson.Responses);
    }

    /// <summary>One indicator, by its name or an alias.</summary>
    [Function("GetIndicator")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "indicators/{name}")] HttpRequest request, string name) =>
        catalog.Find(name) is { } indicator
            ? Results.Json(IndicatorAnswer.Of(indicator), ApiJson.Responses)
            : Problems.NotFound("unknown-indicator", $"There is no indicator '{Problems.Clip(name)}'.");

    /// <summary>
    /// Values at stored bars in [from, to), a page at a time: <c>?call=rsi(14)&amp;call=bbands(20,2).lower</c>, each an indicator or any other number
    /// of the rule language.
    /// </summary>
    [Function("GetIndicatorValues")]
    public async Task<IResult> GetValuesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "market/{market}/{symbol}/indicators")] HttpRequest request,
        string market, string symbol, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MarketRequest.ReadKey(request, market, symbol, out var key) is { } problem)
            return problem;
        if (MarketRequest.ReadRange(request, GetIndicatorValuesHandler.MaxPageSize, out var range) is { } wrongRange)
            return wrongRange;
        var errors = new FieldErrors();
        if (IndicatorCalls.Read(request.Query["call"], errors) is not { } calls)
            return Problems.Invalid("invalid-call", "A call can't be read.", errors.ToDictionary());
        return await getValues.HandleAsync(key, calls, range.From, range.To, range.Limit, cancellationToken) is { } page
            ? Results.Json(IndicatorPageAnswer.Of(page), ApiJson.Responses)
            : MarketRequest.Unknown(key);
    }
}
