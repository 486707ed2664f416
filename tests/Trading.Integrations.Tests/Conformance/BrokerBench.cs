using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;

namespace Trading.Conformance;

/// <summary>
/// What the conformance suite needs beside an adapter: a venue whose market it can move, whose books it can look into, and whose line it can cut. An adapter
/// of a real broker writes one over a server that plays the broker; the simulated broker has <see cref="PaperBench"/>.
/// </summary>
public abstract class BrokerBench
{
    /// <summary>The adapter.</summary>
    public abstract IBroker Broker { get; }

    /// <summary>A US instrument whose last price is 100, and which nothing else trades.</summary>
    public abstract InstrumentId Instrument { get; }

    /// <summary>The bench's clock, UTC: after the session of the last bar.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Opens an account with so many dollars.</summary>
    public abstract Task OpenAsync(UserId user, AccountId account, decimal cash);

    /// <summary>The next session passes: it opens at one price, then touches the others. Of each order it trades so many units at most.</summary>
    public abstract Task TradeAsync(decimal open, decimal high, decimal low, decimal units);

    /// <summary>Money and units of an account as the venue itself counts them.</summary>
    public abstract Task<(decimal Cash, decimal Units)> HoldsAsync(UserId user, AccountId account);

    /// <summary>Whether the venue took an order.</summary>
    public abstract Task<bool> HasAsync(OrderKey key);

    /// <summary>From now on this goes wrong with every request.</summary>
    public abstract void Fail(VenueFailure failure);

    /// <summary>From now on much goes wrong, as the seed has it, until <see cref="VenueFailure.None"/>.</summary>
    public abstract void BeHostile(int seed);
}
