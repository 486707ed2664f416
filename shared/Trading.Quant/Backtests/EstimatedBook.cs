using Trading.Domain.Ledger;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>Running totals in double.</summary>
internal sealed class EstimatedBook(double initialCash) : IAccountBook<double>
{
    public double Cash { get; private set; } = initialCash;

    public double Commissions { get; private set; }

    public double Taxes { get; private set; }

    public double Interest { get; private set; }

    public double Dividends { get; private set; }

    public IReadOnlyList<LedgerEntry> Entries => [];

    public void Trade(int instrument, Side side, double units, double price, double commission, double tax, long time)
    {
        Cash -= side is Side.Buy ? (units * price) + (commission + tax) : commission + tax - (units * price);
        Commissions += commission;
        Taxes += tax;
    }

    public void PayInterest(double amount, long time)
    {
        Cash += amount;
        Interest += amount;
    }

    public void PayDividend(int instrument, double amount, long time)
    {
        Cash += amount;
        Dividends += amount;
    }

    public void Split(int instrument, decimal ratio, long time)
    {
        // Units are counted by the run; the money does not change.
    }
}
