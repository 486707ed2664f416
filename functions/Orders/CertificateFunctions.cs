using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application.Identity;
using Trading.Application.Orders;
using Trading.Domain.Orders;
using Trading.Functions.Http;

namespace Trading.Functions.Orders;

/// <summary>The certificate of an order: everything that happened to it, sealed.</summary>
public sealed class CertificateFunctions(CertifyOrderHandler certify, ICurrentUser currentUser)
{
    /// <summary>Every event as it is stored, with its seal: SHA-256 over the seal before, a line feed, the version, a line feed and the text.</summary>
    [Function("GetOrderCertificate")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}/certificate")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        if (!PathId.IsValid(id) || await certify.FindAsync(currentUser.Id, new OrderId(id), cancellationToken) is not { } stored)
            return Problems.NotFound("order-not-found", $"There is no order '{Problems.Clip(id)}'.");
        return Results.Json(
            new
            {
                Order = id,
                stored.LastSeal,
                Events = stored.Events.Select(one =>
                {
                    var seen = one.Event is { } happened ? OrderEventView.Of(new RecordedEvent(one.Version, happened)) : null;
                    return new { one.Version, seen?.Kind, seen?.At, seen?.Detail, seen?.Checks, one.Text, one.Seal };
                }),
            },
            ApiJson.Responses);
    }

    /// <summary>Whether all of it is what was stored; with <c>?version=3&amp;seal=…</c> also whether event 3 has the seal that the caller kept.</summary>
    [Function("VerifyOrderCertificate")]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "orders/{id}/certificate/verification")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? versionText = request.Query["version"];
        string? seal = request.Query["seal"];
        if (versionText is null != seal is null)
            return Problems.Invalid("invalid-query", seal is null ? "seal" : "version", "version and seal belong together; expected both, or neither.");
        var version = 0;
        if (versionText is not null && !VersionTag.TryParse(versionText, out version))
            return Problems.Invalid("invalid-query", "version", $"version is '{Problems.Clip(versionText)}'; expected the number of an event, from 1.");
        if (!PathId.IsValid(id) ||
            await certify.VerifyAsync(currentUser.Id, new OrderId(id), versionText is null ? null : version, seal, cancellationToken) is not { } certificate)
            return Problems.NotFound("order-not-found", $"There is no order '{Problems.Clip(id)}'.");
        return Results.Json(new { Order = id, Intact = certificate.IsIntact, certificate.Problems, certificate.Events, certificate.LastSeal }, ApiJson.Responses);
    }
}
