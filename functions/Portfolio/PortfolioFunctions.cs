using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Portfolio;
using Trading.Domain;
using Trading.Functions.Http;
using Trading.Functions.Orders;

namespace Trading.Functions.Portfolio;

/// <summary>Shows what the current user has.</summary>
public sealed class PortfolioFunctions(
    GetPortfolioHandler portfolio, GetHoldingsHandler holdings, GetTransactionsHandler transactions, GetDashboardHandler dashboard,
    ICurrentUser currentUser)
{
    private const string CsvType = "text/csv";

    /// <summary>Accounts with cash, positions and equity, and totals per currency.</summary>
    [Function("GetPortfolio")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await portfolio.HandleAsync(currentUser.Id, cancellationToken), ApiJson.Responses);

    /// <summary>The positions of all accounts at the last stored prices, and what the money of each currency is in, with <c>?currency=KRW</c> also of all together; replays left out.</summary>
    [Function("GetPositions")]
    public async Task<IResult> PositionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio/positions")] HttpRequest request, CancellationToken cancellationToken) =>
        CurrencyQuery.TryRead(request, out var currency, out var problem)
            ? Answer(await holdings.HandleAsync(currentUser.Id, currency, cancellationToken))
            : problem;

    /// <summary>
    /// Booked trades, newest first: <c>?account=</c>, <c>?symbol=</c>, <c>?side=</c>, <c>?from=</c> and <c>?to=</c> days, <c>?limit=</c> 1 to 1000 (500),
    /// <c>?continuation=</c>; with <c>Accept: text/csv</c> all of them as a file.
    /// </summary>
    [Function("GetTransactions")]
    public async Task<IResult> TransactionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio/transactions")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!PageQuery.TryRead(request, GetTransactionsHandler.MaxPage, out var page, out var problem) ||
            !DayRange.TryRead(request, null, out var days, out problem) || !OrderQuery.TryRead(request, out var wanted, out problem))
            return problem;
        var filter = new TransactionFilter(wanted.Account, wanted.Symbol, wanted.Side, days.From, days.To);
        return request.Headers.Accept.ToString().Contains(CsvType, StringComparison.OrdinalIgnoreCase)
            ? Results.Text(TransactionCsvWriter.Write(await transactions.AllAsync(currentUser.Id, filter, cancellationToken)), CsvType)
            : Results.Json(await transactions.ListAsync(currentUser.Id, filter, page.Limit, page.Continuation, cancellationToken), ApiJson.Responses);
    }

    /// <summary>What the first screen shows: money and returns per currency, holdings, recent trades, open orders, what keeps orders from leaving; with <c>?currency=KRW</c> also the money of all currencies together.</summary>
    [Function("GetDashboard")]
    public async Task<IResult> DashboardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard")] HttpRequest request, CancellationToken cancellationToken) =>
        CurrencyQuery.TryRead(request, out var currency, out var problem)
            ? Answer(await dashboard.HandleAsync(currentUser.Id, currency, cancellationToken))
            : problem;

    private static IResult Answer<T>(Result<T, FieldErrors> result)
        where T : class => result.Match<IResult>(
            ok: view => Results.Json(view, ApiJson.Responses),
            refused: errors => Problems.Invalid("invalid-query", errors.ToString(), errors.ToDictionary()));
}
