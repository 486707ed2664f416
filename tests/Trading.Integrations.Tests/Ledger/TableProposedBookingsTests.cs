using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Ledger;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Values;
using Trading.Integrations.Ledger;
using Trading.Integrations.Tests.Orders;

namespace Trading.Integrations.Tests.Ledger;

public sealed class TableProposedBookingsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly AccountId Account = new("account-1");

    [Fact]
    public async Task The_first_entry_of_an_id_is_kept_as_it_was_until_it_is_let_go_of()
    {
        var proposals = new ServiceCollection().AddSingleton(TestTables.New()).AddLedgerAdapters().BuildServiceProvider().GetRequiredService<IProposedBookings>();
        // A corporate action's id has a colon and, of a dividend, a decimal point.
        var first = Bookkeeping.Payment("dividend-KRX:005930-20240627-361.5", LedgerAccount.Dividends, new Money(361.5m), "KRX:005930", AnIntent.Now, "KRW", new Money(50.1m));
        var second = Bookkeeping.Payment(first.Id, LedgerAccount.Dividends, new Money(1), "KRX:005930", AnIntent.Now);

        Assert.Equivalent(first, await proposals.AddAsync(AnIntent.User, Account, first, Cancel), strict: true);
        Assert.Equivalent(first, await proposals.AddAsync(AnIntent.User, Account, second, Cancel), strict: true);
        Assert.Equivalent(first, await proposals.FindAsync(AnIntent.User, Account, first.Id, Cancel), strict: true);
        Assert.Equal([first.Id], (await proposals.ListAsync(AnIntent.User, Account, Cancel)).Select(entry => entry.Id));
        Assert.Empty(await proposals.ListAsync(AnIntent.User, new AccountId("account-2"), Cancel));

        await proposals.RemoveAsync(AnIntent.User, Account, first.Id, Cancel);
        await proposals.RemoveAsync(AnIntent.User, Account, first.Id, Cancel);
        Assert.Null(await proposals.FindAsync(AnIntent.User, Account, first.Id, Cancel));
    }
}
