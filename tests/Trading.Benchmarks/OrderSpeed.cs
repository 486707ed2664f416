using Trading.Benchmarks.Quant;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Benchmarks;

/// <summary>
/// The life of orders in memory: every risk check with every limit set, the state machine from the intent to the booked fill, and the ledger. What sealing
/// the events costs is measured apart.
/// </summary>
internal static class OrderSpeed
{
    private const int Orders = 200_000;
    private const int Rounds = 5;

    private static readonly AccountId Account = new("account-1");
    private static readonly DateTimeOffset At = new(2024, 1, 2, 15, 0, 0, TimeSpan.Zero);
    private static readonly InstrumentId Instrument = InstrumentId.Create(Market.US, "SPY");
    private static readonly RiskLimits Limits = new()
    {
        MaxOrderValue = new Money(1_000_000), MaxPositionShare = 0.9m, MaxDailyLoss = new Money(100_000), MaxDailyLossShare = 0.5m, MaxLeverage = 2, PriceCollar = 0.1m,
        DuplicateWindowSeconds = 5, MaxOrdersPerMinute = 100, CooldownSeconds = 60, RegularHoursOnly = true, Restricted = [InstrumentId.Create(Market.US, "NONE")],
    };

    public static void Run()
    {
        var books = Live(1000);
        Check.Same(1000, books.Version - 1);
        Print("orders.one.thread", Measure.Seconds, () => Live(Orders));
        Print("orders.processor", Measure.ProcessorSeconds, () => Live(Orders));
        // An account is one after another; accounts are not.
        var threads = Environment.ProcessorCount;
        Print("orders.all.threads", call => Measure.Seconds(call) / threads, () => Parallel.For(0, threads, _ => Live(Orders)));
        Print("orders.risk.processor", Measure.ProcessorSeconds, Judge);
        Print("orders.seals.processor", Measure.ProcessorSeconds, Seal);
        Measure.PrintPeak();
    }

    private static void Print(string name, Func<Action, double> measure, Action call) =>
        Measure.Print(name, Orders / Measure.Least(Enumerable.Range(0, Rounds).Select(_ => measure(call))), "orders/s");

    private static AccountBooks Live(int orders)
    {
        var books = AccountBooks.Empty(Account, "USD").Apply(Bookkeeping.Deposit(Account, new Money(1_000_000), "opening", At));
        for (var i = 0; i < orders; i++)
            books = Trade(books, i);
        return books;
    }

    /// <summary>An order from the intent to the booked fill: bought, and with the next one sold.</summary>
    private static AccountBooks Trade(AccountBooks books, int number)
    {
        var intent = Intent(number);
        var order = OrderRules.Fold([OrderRules.Create(intent)]);
        var position = books.PositionIn(Instrument);
        var verdict = RiskRules.Judge(RiskRules.All, Context(intent, books.Cash, position.Cost));
        if (!verdict.Passed)
            throw new InvalidOperationException($"The order was denied: {verdict.Denial}.");
        order = Put(order, new PassRisk(At) { Findings = verdict.Findings });
        order = Put(order, new StartSubmission(At));
        order = Put(order, new ReportAccepted("broker-1", At));
        order = Put(order, new ReportWorking(At));
        var execution = new Execution(new ExecutionId("exec-1"), new Quantity(100), new Price(number % 2 == 0 ? 100 : 101), new Money(1), At) { Tax = new Money(0.02m) };
        order = Put(order, new RecordFill(execution, Completes: true, At));
        books = books.Apply(Bookkeeping.Trade(books, intent, execution));
        return Put(order, new MarkBooked(execution.Id, At)).IsSettled ? books : throw new InvalidOperationException("The order is not settled.");
    }

    private static void Judge()
    {
        for (var i = 0; i < Orders; i++)
            RiskRules.Judge(RiskRules.All, Context(Intent(i), new Money(1_000_000), Money.Zero));
    }

    private static void Seal()
    {
        for (var i = 0; i < Orders; i++)
        {
            var seal = EventChain.Start;
            for (var version = 1; version <= 7; version++)
                seal = EventChain.Next(seal, version, """{"kind":"working","at":"2026-01-05T14:30:00.123+00:00"}""");
        }
    }

    private static Order Put(Order order, OrderCommand command)
    {
        foreach (var happened in OrderRules.Decide(order, command))
            order = OrderRules.Apply(order, happened);
        return order;
    }

    private static NewOrder Intent(int number) => new(
        new OrderId("order-1"), new UserId("owner"), Account, Instrument, number % 2 == 0 ? Side.Buy : Side.Sell, new OrderSize.Units(new Quantity(100)),
        number % 2 == 0 ? OrderEffect.Opening : OrderEffect.Reducing, new Price(100), null, null, At);

    private static RiskContext Context(NewOrder intent, Money cash, Money held) => new(
        RiskOrder.Of(intent), Limits, KillSwitch.Released, null, new RiskAccount(cash + held, held, held, Money.Zero),
        new RiskMarket(At, new Price(100), new Price(99), Segment.UnitedStates), [], At);
}
