using System.Numerics;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;

namespace Trading.Quant.Backtests;

/// <summary>Where a run keeps its money.</summary>
/// <typeparam name="T">The number of amounts.</typeparam>
internal interface IAccountBook<T>
    where T : struct, INumber<T>
{
    T Cash { get; }

    T Commissions { get; }

    T Taxes { get; }

    T Interest { get; }

    T Dividends { get; }

    IReadOnlyList<LedgerEntry> Entries { get; }

    void Trade(int instrument, Side side, T units, T price, T commission, T tax, long time);

    void PayInterest(T amount, long time);

    void PayDividend(int instrument, T amount, long time);

    void Split(int instrument, decimal ratio, long time);
}
