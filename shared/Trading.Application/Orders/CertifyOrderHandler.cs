using Trading.Domain.Accounts;
using Trading.Domain.Orders;

namespace Trading.Application.Orders;

/// <summary>Shows what is stored of an order, with its seals, and says whether they hold.</summary>
public sealed class CertifyOrderHandler(IOrderRepository orders)
{
    /// <summary>What is stored of an order; null when the user has no such order.</summary>
    public async Task<SealedOrder?> FindAsync(UserId user, OrderId id, CancellationToken cancellationToken) =>
        await orders.LocateAsync(user, id, cancellationToken) is { } key ? await orders.SealedAsync(key, cancellationToken) : null;

    /// <summary>Whether it is what was stored; null when the user has no such order.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="knownVersion">A version whose seal the caller kept; null for none.</param>
    /// <param name="knownSeal">That seal.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<OrderCertificate?> VerifyAsync(UserId user, OrderId id, int? knownVersion, string? knownSeal, CancellationToken cancellationToken) =>
        await FindAsync(user, id, cancellationToken) is { } stored ? OrderCertificate.Of(stored, knownVersion, knownSeal) : null;
}
