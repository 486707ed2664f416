using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Benchmarks.Quant;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Signals;
using Trading.Domain.Values;
using Trading.Embedded;
using Trading.Integrations.Orders;

namespace Trading.Benchmarks;

/// <summary>What the checks of an account's pace read of 10,000 stored orders, one a second: those of the last minute, beside a list of all.</summary>
internal static class PaceSpeed
{
    private const int Orders = 10_000;
    private const int Window = 60;
    private const int Rounds = 20;

    private static readonly UserId User = new("owner");
    private static readonly AccountId Account = new("account-1");
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 14, 30, 0, TimeSpan.Zero);

    public static async Task RunAsync(EmbeddedPlatform platform)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new TableServiceClient(platform.ConnectionString)).AddOrdersAdapters().BuildServiceProvider();
        var orders = services.GetRequiredService<IOrderRepository>();
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancel) => await orders.CreateAsync(Intent(i), cancel));
        Measure.PrintSeconds("pace.store", Stopwatch.GetElapsedTime(start).TotalSeconds);

        var since = Start.AddSeconds(Orders - Window);
        await RepeatAsync("pace.all", async () =>
        {
            var found = 0;
            await foreach (var order in orders.ListAsync(User, Account, CancellationToken.None))
                found += order.Intent.CreatedAt >= since ? 1 : 0;
            return found;
        });
        await RepeatAsync("pace.recent", async () => (await orders.RecentAsync(User, Account, since, null, CancellationToken.None)).Count);
    }

    private static async Task RepeatAsync(string name, Func<Task<int>> read)
    {
        List<double> milliseconds = [];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            Check.Same(Window, await read());
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Measure.PrintLatencies(name, milliseconds);
    }

    private static NewOrder Intent(int i) => new(
        new OrderId(string.Create(CultureInfo.InvariantCulture, $"order-{i:D5}")), User, Account, InstrumentId.Create(Market.US, "SPY"), Side.Buy,
        new OrderSize.Units(new Quantity(10)), OrderEffect.Opening, new Price(100), new SignalId("signal-1"), new DeploymentId(Account.Value), Start.AddSeconds(i));
}
