using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Domain.Reconciliation;

/// <summary>Holds an account's books and orders against what its broker says of it.</summary>
public static class ReconciliationRules
{
    /// <summary>Everything in which both differ; nothing is rounded and nothing is tolerated.</summary>
    /// <param name="books">Our books, with every fill in them that the broker has reported.</param>
    /// <param name="open">Our orders that have not ended.</param>
    /// <param name="broker">What the broker says.</param>
    /// <returns>Cash by currency, then positions by instrument, then orders by id; empty when both agree.</returns>
    public static IReadOnlyList<Difference> Compare(AccountBooks books, IReadOnlyCollection<Order> open, BrokerState broker)
    {
        ArgumentNullException.ThrowIfNull(books);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(broker);
        return [.. Cash(books, broker), .. Positions(books, broker), .. Orders(open, broker).OrderBy(difference => difference.Order, StringComparer.Ordinal)];
    }

    private static IEnumerable<Difference> Cash(AccountBooks books, BrokerState broker) =>
        from currency in books.Currencies.Union(broker.Cash.Keys).Order(StringComparer.Ordinal)
        let ours = books.In(currency).Cash.Value
        let theirs = broker.Cash.GetValueOrDefault(currency)
        where ours != theirs
        select new Difference(DifferenceKind.Cash, ours, theirs) { Currency = currency };

    private static IEnumerable<Difference> Positions(AccountBooks books, BrokerState broker) =>
        from name in books.Positions.Keys.Union(broker.Units.Keys).Order(StringComparer.Ordinal)
        let ours = books.Positions.GetValueOrDefault(name)?.Units ?? 0
        let theirs = broker.Units.GetValueOrDefault(name)
        where ours != theirs
        select new Difference(DifferenceKind.Position, ours, theirs) { Instrument = InstrumentId.TryParse(name, out var instrument) ? instrument : null };

    private static IEnumerable<Difference> Orders(IReadOnlyCollection<Order> open, BrokerState broker)
    {
        foreach (var theirs in broker.Orders)
        {
            var ours = open.FirstOrDefault(theirs.Is);
            if (ours is null)
                yield return new Difference(DifferenceKind.OrderUnknown, null, theirs.Filled) { Order = theirs.Id?.Value ?? theirs.BrokerOrderId, Instrument = theirs.Instrument };
            else if (ours.Filled.Value != theirs.Filled)
                yield return new Difference(DifferenceKind.Fills, ours.Filled.Value, theirs.Filled) { Order = ours.Id.Value, Instrument = theirs.Instrument };
        }

        // What has not left yet, and what nobody knows to have arrived, need not be there.
        foreach (var ours in open.Where(order => order.Status is not OrderStatus.Created && !order.IsFateOpen && !broker.Orders.Any(theirs => theirs.Is(order))))
            yield return new Difference(DifferenceKind.OrderMissing, ours.Filled.Value, null) { Order = ours.Id.Value, Instrument = ours.Intent.Instrument };
    }
}
