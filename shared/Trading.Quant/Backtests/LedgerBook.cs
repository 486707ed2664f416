using System.Globalization;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Quant.Backtests;

/// <summary>The ledger of <see cref="Trading.Domain.Ledger"/>, in memory: every fill and payment is a balanced entry, and every total a fold of them.</summary>
internal sealed class LedgerBook : IAccountBook<decimal>
{
    private static readonly AccountId Account = new("simulation");

    private readonly IReadOnlyList<SimulatedInstrument> instruments;
    private readonly List<LedgerEntry> entries = [];
    private AccountBooks books;

    public LedgerBook(IReadOnlyList<SimulatedInstrument> instruments, decimal initialCash)
    {
        this.instruments = instruments;
        books = AccountBooks.Empty(Account, instruments[0].Instrument.Market.Currency);
        Book(Bookkeeping.Deposit(Account, new Money(initialCash), "initial", DateTimeOffset.MinValue));
    }

    public decimal Cash => books.Cash.Value;

    public decimal Commissions => books.Fees.Value;

    public decimal Taxes => books.Taxes.Value;

    public decimal Interest => books.Interest.Value;

    public decimal Dividends => books.Dividends.Value;

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public void Trade(int instrument, Side side, decimal units, decimal price, decimal commission, decimal tax, long time)
    {
        var at = At(time);
        var id = Number();
        var order = new NewOrder(
            new OrderId(id), default, Account, instruments[instrument].Instrument, side, new OrderSize.Units(new Quantity(units)),
            OrderEffect.Opening, new Price(price), default(SignalId), default(DeploymentId), at);
        var execution = new Execution(new ExecutionId(id), new Quantity(units), new Price(price), new Money(commission), at) { Tax = new Money(tax) };
        Book(Bookkeeping.Trade(books, order, execution));
    }

    public void PayInterest(decimal amount, long time) => Pay(LedgerAccount.Interest, amount, "", time);

    public void PayDividend(int instrument, decimal amount, long time) =>
        Pay(LedgerAccount.Dividends, amount, instruments[instrument].Instrument.ToString(), time);

    public void Split(int instrument, decimal ratio, long time) => Book(Bookkeeping.Split(
        $"split-{Number()}", books.PositionIn(instruments[instrument].Instrument), ratio, At(time)));

    private static DateTimeOffset At(long time) => new(time, TimeSpan.Zero);

    private void Pay(LedgerAccount against, decimal amount, string reference, long time)
    {
        if (amount != 0)
            Book(Bookkeeping.Payment($"payment-{Number()}", against, new Money(amount), reference, At(time)));
    }

    private void Book(LedgerEntry entry)
    {
        books = books.Apply(entry);
        entries.Add(entry);
    }

    private string Number() => entries.Count.ToString(CultureInfo.InvariantCulture);
}
