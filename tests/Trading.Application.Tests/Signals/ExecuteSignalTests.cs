using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Signals;
using Trading.Application.Tests.PaperTrading;

namespace Trading.Application.Tests.Signals;

public sealed class ExecuteSignalTests
{
    [Fact]
    public async Task A_message_of_a_signal_that_is_not_stored_makes_no_order()
    {
        var bench = new Bench();
        var handler = bench.Services.GetRequiredService<ExecuteSignalHandler>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => handler.HandleAsync(new SignalMessage("owner", "account-1", "nothing"), bench, TestContext.Current.CancellationToken));

        Assert.Empty(bench.Stores.Orders);
    }
}
