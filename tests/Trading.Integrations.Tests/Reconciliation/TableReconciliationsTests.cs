using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Reconciliation;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Reconciliation;
using Trading.Integrations.Reconciliation;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Reconciliation;

public sealed class TableReconciliationsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_look_at_an_account_takes_the_place_of_the_one_before()
    {
        var looks = new ServiceCollection().AddSingleton(TestTables.New()).AddReconciliationAdapters().BuildServiceProvider().GetRequiredService<IReconciliationRepository>();
        var differs = new AccountReconciliation(
            AnIntent.User, new AccountId("account-1"), AnIntent.Now, ReconciliationOutcome.Differs,
            [
                new Difference(DifferenceKind.Cash, 1000.00000001m, -3) { Currency = "KRW" },
                new Difference(DifferenceKind.OrderUnknown, null, 5) { Instrument = InstrumentId.Create(Market.KRX, "005930"), Order = "order-1" },
            ])
        {
            AgreedAt = AnIntent.Now.AddDays(-1), Recovered = 2, BooksVersion = 7,
        };
        var agrees = new AccountReconciliation(AnIntent.User, new AccountId("account-1"), AnIntent.Now.AddMinutes(1), ReconciliationOutcome.Agrees, []);

        await looks.SaveAsync(differs, Cancel);
        Assert.Equivalent(differs, await looks.FindAsync(AnIntent.User, differs.Account, Cancel), strict: true);
        await looks.SaveAsync(agrees, Cancel);
        await looks.SaveAsync(agrees with { Account = new AccountId("account-2") }, Cancel);

        Assert.Equivalent(agrees, await looks.FindAsync(AnIntent.User, agrees.Account, Cancel), strict: true);
        Assert.Equal(2, (await looks.ListAsync(AnIntent.User, Cancel)).Count);
        Assert.Empty(await looks.ListAsync(new UserId("other"), Cancel));
    }
}
