using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Tests.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;

namespace Trading.Application.Tests.Ledger;

public sealed class BookingTests
{
    private static readonly AccountId Account = new("account-1");
    private static readonly InstrumentId Spy = InstrumentId.Create(Market.US, "SPY");
    private static readonly InstrumentId Samsung = InstrumentId.Create(Market.KRX, "005930");
    private static readonly DateTimeOffset Monday = new(2024, 6, 17, 14, 30, 0, TimeSpan.Zero);

    private readonly Bench bench = new();

    public BookingTests() => bench.Stores.Ledgers[Account] = [Bookkeeping.Deposit(Account, new Money(1000), "opening", Monday)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AccountBooks Books => bench.Stores.BooksOf(Account);

    [Fact]
    public async Task A_deposit_asked_for_twice_is_booked_once()
    {
        var first = Granted(await Cash.DepositAsync(Bench.User, Account, "a", new CashDraft(250.5m), Cancel));
        var second = Granted(await Cash.DepositAsync(Bench.User, Account, "a", new CashDraft(250.5m), Cancel));
        Granted(await Cash.DepositAsync(Bench.User, Account, "b", new CashDraft(100_000, "KRW"), Cancel));

        Assert.Equal((true, false, first.Entry.Id), (first.IsNew, second.IsNew, second.Entry.Id));
        Assert.Equal((1250.5m, 1250.5m, 100_000m), (Books.Cash.Value, Books.Deposits.Value, Books.In("KRW").Cash.Value));
        Assert.Equal(["USD", "USD"], first.Entry.Postings.Select(line => line.Currency));
        Assert.Equal(3, Books.Version);
    }

    [Fact]
    public async Task An_account_that_nobody_has_books_nothing()
    {
        var none = new AccountId("none");

        Assert.Null(await Cash.DepositAsync(Bench.User, none, "a", new CashDraft(1), Cancel));
        Assert.Null(await Cash.WithdrawAsync(Bench.User, none, "a", new CashDraft(1), Cancel));
        Assert.Null(await Payments.HandleAsync(Bench.User, none, "a", new PaymentDraft("fees", -1), Cancel));
        Assert.Null(await Conversions.HandleAsync(Bench.User, none, "a", new ConversionDraft("USD", "KRW", 1, 1), Cancel));
        Assert.Null(await Actions.HandleAsync(Bench.User, none, new CorporateActionDraft("US:SPY", "2024-06-21", Dividend: 1), Cancel));
        Assert.Null(await Actions.HandleAsync(Bench.User, none, new CorporateActionDraft(), Cancel));
        Assert.DoesNotContain(none, bench.Stores.Ledgers.Keys);
    }

    [Fact]
    public async Task A_withdrawal_leaves_what_open_purchases_need()
    {
        // 1,000 dollars, of which six units at 100 are asked for: 400 are free.
        AddOpenPurchase(units: 6);

        Assert.Equal(["amount"], Refused(await Cash.WithdrawAsync(Bench.User, Account, "a", new CashDraft(400.01m), Cancel)));
        Assert.Equal(["amount"], Refused(await Cash.WithdrawAsync(Bench.User, Account, "a", new CashDraft(1, "KRW"), Cancel)));
        Assert.Equal(["amount"], Refused(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "KRW", 400.01m, 1300), Cancel)));
        Granted(await Cash.WithdrawAsync(Bench.User, Account, "a", new CashDraft(400), Cancel));

        Assert.Equal((600, 600), (Books.Cash.Value, Books.Deposits.Value));
    }

    [Fact]
    public async Task Interest_fees_and_taxes_are_booked_for_what_they_are_also_below_zero_cash()
    {
        Granted(await Payments.HandleAsync(Bench.User, Account, "a", new PaymentDraft("interest", 12), Cancel));
        Granted(await Payments.HandleAsync(Bench.User, Account, "b", new PaymentDraft("fees", -1500), Cancel));
        Granted(await Payments.HandleAsync(Bench.User, Account, "b", new PaymentDraft("fees", -1500), Cancel));
        var last = Granted(await Payments.HandleAsync(Bench.User, Account, "c", new PaymentDraft("taxes", -3.5m), Cancel));

        Assert.Equal((12, 1500, 3.5m, -491.5m), (Books.Interest.Value, Books.Fees.Value, Books.Taxes.Value, Books.Cash.Value));
        Assert.Equal(-491.5m, Assert.Single(last.Balances).Cash);
    }

    [Fact]
    public async Task A_conversion_shows_both_currencies()
    {
        var booked = Granted(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "KRW", 400, 1377.5m), Cancel));

        Assert.Equal([("USD", 600m, -400m), ("KRW", 551_000m, 551_000m)], booked.Balances.Select(row => (row.Currency, row.Cash, row.Exchanged)));
        Assert.Equal(["USD", "USD", "KRW", "KRW"], booked.Entry.Postings.Select(line => line.Currency));
    }

    [Fact]
    public async Task A_dividend_goes_to_who_held_before_its_day_whatever_was_traded_since()
    {
        // SPY paid 1.759 on 2024-06-21: three units held the day before, five of five more bought on it; 15 % are withheld.
        Trade(Spy, Side.Buy, 3, 20, Monday);
        Trade(Spy, Side.Buy, 5, 20, Monday.AddDays(4));
        var draft = new CorporateActionDraft("US:SPY", "2024-06-21", Dividend: 1.759m, WithholdingRate: 0.15m);

        Assert.True(Granted(await Actions.HandleAsync(Bench.User, Account, draft, Cancel)).IsNew);
        Assert.False(Granted(await Actions.HandleAsync(Bench.User, Account, draft, Cancel)).IsNew);

        Assert.Equal((5.277m, 0.79155m), (Books.Dividends.Value, Books.Taxes.Value));
        Assert.Equal(1000 - 160 + 5.277m - 0.79155m, Books.Cash.Value);
    }

    [Fact]
    public async Task A_split_is_booked_once_with_cash_for_the_fraction()
    {
        // Seven units at 30, three new ones for two: 10.5, of which half a unit is paid at 21.
        Trade(Spy, Side.Buy, 7, 30, Monday);
        var draft = new CorporateActionDraft("US:SPY", "2024-06-21", Ratio: 1.5m, InLieuPrice: 21);

        var booked = Granted(await Actions.HandleAsync(Bench.User, Account, draft, Cancel));
        Granted(await Actions.HandleAsync(Bench.User, Account, draft, Cancel));

        Assert.Equal((10, 200, 800.5m, 0.5m), (Books.PositionIn(Spy).Units, Books.PositionIn(Spy).Cost.Value, Books.Cash.Value, Books.RealisedProfit.Value));
        Assert.Equal(3, Books.Version);
        Assert.Equal("split-US:SPY-20240621", booked.Entry.Id);
    }

    [Fact]
    public async Task A_split_of_a_foreign_share_pays_its_fraction_in_the_shares_currency()
    {
        Granted(await Cash.DepositAsync(Bench.User, Account, "a", new CashDraft(1_000_000, "KRW"), Cancel));
        Trade(Samsung, Side.Buy, 5, 70_000, Monday);

        Granted(await Actions.HandleAsync(Bench.User, Account, new CorporateActionDraft("KRX:005930", "2024-06-21", Ratio: 0.5m, InLieuPrice: 140_000), Cancel));

        Assert.Equal((2, 280_000), (Books.PositionIn(Samsung).Units, Books.PositionIn(Samsung).Cost.Value));
        Assert.Equal((720_000, 1000), (Books.In("KRW").Cash.Value, Books.Cash.Value));
    }

    [Fact]
    public async Task A_split_that_comes_after_a_trade_of_its_day_is_refused()
    {
        Trade(Spy, Side.Buy, 7, 30, Monday);
        Trade(Spy, Side.Sell, 1, 30, Monday.AddDays(4));

        Assert.Equal(["exDate"], Refused(await Actions.HandleAsync(Bench.User, Account, new CorporateActionDraft("US:SPY", "2024-06-21", Ratio: 2), Cancel)));
        Assert.Equal(["instrument"], Refused(await Actions.HandleAsync(Bench.User, Account, new CorporateActionDraft("US:SPY", "2024-06-17", Ratio: 2), Cancel)));

        Assert.Equal(3, Books.Version);
    }

    public static TheoryData<CorporateActionDraft, string[]> WrongActions => new()
    {
        { new CorporateActionDraft(), ["instrument", "exDate", "ratio"] },
        { new CorporateActionDraft("SPY", "21.6.2024", 2), ["instrument", "exDate"] },
        { new CorporateActionDraft("US:SPY", "2999-01-01", 2), ["exDate"] },
        { new CorporateActionDraft("US:SPY", "2024-06-21", 2, Dividend: 1), ["ratio"] },
        { new CorporateActionDraft("US:SPY", "2024-06-21", 1), ["ratio"] },
        { new CorporateActionDraft("US:SPY", "2024-06-21", 0), ["ratio"] },
        { new CorporateActionDraft("US:SPY", "2024-06-21", -1, InLieuPrice: 0, WithholdingRate: 0), ["ratio", "inLieuPrice", "withholdingRate"] },
        { new CorporateActionDraft("US:SPY", "2024-06-21", Dividend: -1, WithholdingRate: 1, InLieuPrice: 1), ["dividend", "withholdingRate", "inLieuPrice"] },
    };

    [Theory]
    [MemberData(nameof(WrongActions))]
    public async Task A_corporate_action_with_wrong_fields_names_each_and_books_nothing(CorporateActionDraft draft, string[] fields)
    {
        Assert.Equal(fields, Refused(await Actions.HandleAsync(Bench.User, Account, draft, Cancel)));

        Assert.Equal(1, Books.Version);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("0.000000001", null)]
    [InlineData("1000000000000.01", null)]
    [InlineData("1", "EUR")]
    [InlineData("1", "usd")]
    [InlineData("1", "")]
    public async Task An_amount_or_a_currency_that_cannot_be_is_refused_by_field(string? amount, string? currency)
    {
        var value = amount is null ? (decimal?)null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        string[] field = [currency is null ? "amount" : "currency"];

        Assert.Equal(field, Refused(await Cash.DepositAsync(Bench.User, Account, "a", new CashDraft(value, currency), Cancel)));
        Assert.Equal(field, Refused(await Cash.WithdrawAsync(Bench.User, Account, "a", new CashDraft(value, currency), Cancel)));

        Assert.Equal(1, Books.Version);
    }

    [Fact]
    public async Task Payments_and_conversions_name_every_wrong_field()
    {
        Assert.Equal(["kind", "amount"], Refused(await Payments.HandleAsync(Bench.User, Account, "a", new PaymentDraft("gift", 0), Cancel)));
        Assert.Equal(["kind", "amount"], Refused(await Payments.HandleAsync(Bench.User, Account, "a", new PaymentDraft(), Cancel)));
        Assert.Equal(["from", "to", "amount", "rate"], Refused(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft(), Cancel)));
        Assert.Equal(["to"], Refused(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "USD", 1, 1), Cancel)));
        Assert.Equal(["rate"], Refused(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "KRW", 1, 0.000000001m), Cancel)));
        Assert.Equal(["rate"], Refused(await Conversions.HandleAsync(Bench.User, Account, "a", new ConversionDraft("USD", "KRW", 1000, 1_000_000_000_000m), Cancel)));
        Assert.Equal(1, Books.Version);
    }

    [Fact]
    public async Task Whoever_was_faster_does_not_lose_an_entry_and_neither_does_the_other()
    {
        // Each reads the books before the other has posted: one of the two posts on books that have changed, and begins again.
        var gate = new TaskCompletionSource();
        var waiting = 0;
        var bookings = bench.Services.GetRequiredService<Bookings>();
        async Task<LedgerEntry?> MakeAsync(string reference)
        {
            if (Interlocked.Increment(ref waiting) == 2)
                gate.SetResult();
            await gate.Task;
            return Bookkeeping.Deposit(Account, new Money(1), reference, Monday);
        }

        await Task.WhenAll(new[] { "a", "b" }.Select(reference => bookings.BookAsync(
            Bench.User, Account, Bookkeeping.CashEntryId(Bookkeeping.DepositKind, Account, reference), (_, _) => MakeAsync(reference), Cancel)));

        Assert.Equal((1002, 3), (Books.Cash.Value, Books.Version));
    }

    private MoveCashHandler Cash => bench.Services.GetRequiredService<MoveCashHandler>();

    private BookPaymentHandler Payments => bench.Services.GetRequiredService<BookPaymentHandler>();

    private ConvertCurrencyHandler Conversions => bench.Services.GetRequiredService<ConvertCurrencyHandler>();

    private ApplyCorporateActionHandler Actions => bench.Services.GetRequiredService<ApplyCorporateActionHandler>();

    private static BookedView Granted(Result<BookedView, FieldErrors>? answer)
    {
        Assert.True(answer!.Value.TryGet(out var booked, out var errors), errors?.ToString());
        return booked;
    }

    private static IEnumerable<string> Refused(Result<BookedView, FieldErrors>? answer)
    {
        Assert.False(answer!.Value.TryGet(out _, out var errors));
        return errors!.ToDictionary().Keys;
    }

    private void Trade(InstrumentId instrument, Side side, decimal units, decimal price, DateTimeOffset at) => bench.Stores.Ledgers[Account].Add(Bookkeeping.Trade(
        Books, Intent(instrument, side, units), new Execution(new ExecutionId($"exec-{Books.Version}"), new Quantity(units), new Price(price), Money.Zero, at)));

    private void AddOpenPurchase(decimal units)
    {
        var intent = Intent(Spy, Side.Buy, units);
        bench.Stores.Orders[OrderKey.Of(intent)] = [OrderRules.Create(intent)];
    }

    private static NewOrder Intent(InstrumentId instrument, Side side, decimal units) => new(
        new OrderId("order-1"), Bench.User, Account, instrument, side, new OrderSize.Units(new Quantity(units)), OrderEffect.Opening, new Price(100),
        new SignalId("signal-1"), new DeploymentId(Account.Value), Monday);
}
