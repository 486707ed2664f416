using System.Collections.Immutable;
using Trading.Domain.Markets;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>An account as the simulated broker keeps it: its own count of money and units, apart from our books, as a real broker's is. Immutable.</summary>
public sealed record PaperAccount
{
    /// <summary>Nothing.</summary>
    public static PaperAccount Empty { get; } = new();

    /// <summary>Money by ISO 4217 code.</summary>
    public ImmutableSortedDictionary<string, decimal> Cash { get; init; } = ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>Units by instrument; none that is flat.</summary>
    public ImmutableSortedDictionary<string, decimal> Units { get; init; } = ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal);

    /// <summary>Money of a currency.</summary>
    public decimal CashIn(string currency) => Cash.GetValueOrDefault(currency);

    /// <summary>Units of an instrument; below zero short.</summary>
    public decimal UnitsOf(InstrumentId instrument) => Units.GetValueOrDefault(instrument.ToString());

    /// <summary>With more money, or less.</summary>
    public PaperAccount Add(string currency, decimal amount) => this with { Cash = Cash.SetItem(currency, CashIn(currency) + amount) };

    /// <summary>After a fill.</summary>
    public PaperAccount Trade(InstrumentId instrument, Side side, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(execution);
        var sign = side is Side.Buy ? 1 : -1;
        var paid = (-sign * (execution.Price * execution.Quantity).Value) - execution.Commission.Value - execution.Tax.Value;
        return Add(instrument.Market.Currency, paid).AddUnits(instrument.ToString(), sign * execution.Quantity.Value);
    }

    /// <summary>After a movement without a trade.</summary>
    public PaperAccount Move(PaperMovement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var after = movement.Cash.Aggregate(this, (account, one) => account.Add(one.Key, one.Value));
        return movement.Units.Aggregate(after, (account, one) => account.AddUnits(one.Key, one.Value));
    }

    private PaperAccount AddUnits(string instrument, decimal change)
    {
        var units = Units.GetValueOrDefault(instrument) + change;
        return this with { Units = units == 0 ? Units.Remove(instrument) : Units.SetItem(instrument, units) };
    }
}
