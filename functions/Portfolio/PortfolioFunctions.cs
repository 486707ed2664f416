using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Portfolio;
using Trading.Functions.Http;

namespace Trading.Functions.Portfolio;

/// <summary>Shows what the current user has.</summary>
public sealed class PortfolioFunctions(GetPortfolioHandler portfolio, ICurrentUser currentUser)
{
    /// <summary>Accounts with cash, positions and equity, and totals per currency.</summary>
    [Function("GetPortfolio")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await portfolio.HandleAsync(currentUser.Id, cancellationToken), ApiJson.Responses);
}
