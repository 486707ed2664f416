using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Trading.Application.Orders;
using Trading.Domain.Orders;
using Trading.Integrations.Orders;

namespace Trading.Integrations.Tests.Orders;

/// <summary>What becomes of a certificate when somebody changes what is stored.</summary>
public sealed class OrderCertificateTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TableServiceClient tables = TestTables.New();
    private readonly IOrderRepository orders;
    private readonly CertifyOrderHandler certify;

    public OrderCertificateTests()
    {
        orders = new ServiceCollection().AddSingleton(tables).AddOrdersAdapters().BuildServiceProvider().GetRequiredService<IOrderRepository>();
        certify = new CertifyOrderHandler(orders);
    }

    private TableClient Table => tables.GetTableClient("orders");

    [Fact]
    public async Task A_whole_life_is_intact_and_its_seals_are_what_the_manual_says()
    {
        await LiveAsync("order-1");

        var stored = (await certify.FindAsync(AnIntent.User, new OrderId("order-1"), Cancel))!;

        Assert.Equal(9, stored.Events.Count);
        var seal = "";
        foreach (var one in stored.Events)
        {
            seal = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seal}\n{one.Version}\n{one.Text}")));
            Assert.Equal(seal, one.Seal);
        }

        var certificate = OrderCertificate.Of(stored);
        Assert.Equal((true, seal, 9), (certificate.IsIntact, certificate.LastSeal, certificate.Events));
        Assert.Empty(certificate.Problems);
        Assert.Null(await certify.VerifyAsync(AnIntent.User, new OrderId("none"), null, null, Cancel));
    }

    [Fact]
    public async Task One_altered_character_anywhere_is_found()
    {
        await LiveAsync("order-1");
        var altered = 0;
        // The row by which orders of the last minutes are found tells nothing of what happened.
        foreach (var row in (await RowsAsync("order-1")).Where(row => !row.RowKey.StartsWith("made|", StringComparison.Ordinal)))
        {
            foreach (var (name, value) in row.Where(property => property.Value is string && property.Key is not ("PartitionKey" or "RowKey" or "odata.etag")).ToList())
            {
                var text = (string)value;
                for (var at = 0; at < text.Length; at += 3)
                {
                    // One bit of one character, which stays printable: a number becomes another, a name another name.
                    var changed = text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..];
                    await PutAsync(row, name, changed);
                    Assert.False(await IsIntactAsync(), $"{row.RowKey} {name}[{at}]: '{text}'");
                    altered++;
                }

                await PutAsync(row, name, text);
            }
        }

        Assert.True(altered > 800, $"{altered}");
        Assert.True(await IsIntactAsync());
    }

    [Fact]
    public async Task An_event_that_is_taken_away_added_or_moved_is_found()
    {
        await LiveAsync("order-1");
        var events = (await RowsAsync("order-1")).Where(row => row.RowKey.StartsWith("event|", StringComparison.Ordinal)).OrderBy(row => row.RowKey, StringComparer.Ordinal).ToArray();
        foreach (var gone in events)
        {
            await Table.DeleteEntityAsync(gone.PartitionKey, gone.RowKey, ETag.All, Cancel);
            Assert.False(await IsIntactAsync(), gone.RowKey);
            await Table.UpsertEntityAsync(gone, TableUpdateMode.Replace, Cancel);
        }

        var more = new TableEntity(events[^1]) { RowKey = "event|order-1|000010", ["Version"] = 10 };
        await Table.UpsertEntityAsync(more, TableUpdateMode.Replace, Cancel);
        Assert.False(await IsIntactAsync());
        await Table.DeleteEntityAsync(more.PartitionKey, more.RowKey, ETag.All, Cancel);

        await Table.UpsertEntityAsync(new TableEntity(events[4]) { RowKey = events[5].RowKey, ["Version"] = 6 }, TableUpdateMode.Replace, Cancel);
        await Table.UpsertEntityAsync(new TableEntity(events[5]) { RowKey = events[4].RowKey, ["Version"] = 5 }, TableUpdateMode.Replace, Cancel);
        Assert.False(await IsIntactAsync());
    }

    [Fact]
    public async Task A_seal_that_was_kept_tells_a_history_that_was_written_anew()
    {
        await LiveAsync("order-1");
        var kept = (await certify.FindAsync(AnIntent.User, new OrderId("order-1"), Cancel))!.Events[3];
        foreach (var row in await RowsAsync("order-1"))
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancel);

        await LiveAsync("order-1", firstFill: 9);

        Assert.True(await IsIntactAsync());
        Assert.True((await certify.VerifyAsync(AnIntent.User, new OrderId("order-1"), 4, kept.Seal, Cancel))!.IsIntact);   // the fill came later
        var last = await certify.VerifyAsync(AnIntent.User, new OrderId("order-1"), 6, kept.Seal, Cancel);
        Assert.Equal("Event 6 has another seal than the one that is known: the history was written anew.", Assert.Single(last!.Problems));
        Assert.Contains("no event 12", Assert.Single((await certify.VerifyAsync(AnIntent.User, new OrderId("order-1"), 12, "x", Cancel))!.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_from_before_events_were_sealed_goes_on_and_says_so()
    {
        await LiveAsync("order-1", commands: 3);
        foreach (var row in await RowsAsync("order-1"))
        {
            row.Remove("Seal");
            row.Remove("LastSeal");
            await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancel);
        }

        var stored = (await orders.FindAsync(OrderKey.Of(AnIntent.Of("order-1")), Cancel))!;
        await orders.TryAppendAsync(stored, OrderRules.Decide(stored.Order, new ReportWorking(AnIntent.Now)), Cancel);

        var certificate = await certify.VerifyAsync(AnIntent.User, new OrderId("order-1"), null, null, Cancel);
        Assert.Equal("The events up to 4 have no seal: nothing shows whether they are what was stored.", Assert.Single(certificate!.Problems));
    }

    private async Task LiveAsync(string id, decimal firstFill = 10, int commands = int.MaxValue)
    {
        var stored = await orders.CreateAsync(AnIntent.Of(id), Cancel);
        OrderCommand[] life =
        [
            new PassRisk(AnIntent.Now), new StartSubmission(AnIntent.Now), new ReportAccepted("broker-1", AnIntent.Now), new ReportWorking(AnIntent.Now),
            new RecordFill(AnIntent.Fill("exec/1", firstFill), false, AnIntent.Now), new RecordFill(AnIntent.Fill("exec/2", 5), true, AnIntent.Now),
            new MarkBooked(new ExecutionId("exec/1"), AnIntent.Now),
        ];
        foreach (var command in life.Take(commands))
            stored = (await orders.TryAppendAsync(stored, OrderRules.Decide(stored.Order, command), Cancel))!;
    }

    private async Task<bool> IsIntactAsync() => (await certify.VerifyAsync(AnIntent.User, new OrderId("order-1"), null, null, Cancel))!.IsIntact;

    private async Task<List<TableEntity>> RowsAsync(string id)
    {
        List<TableEntity> rows = [];
        await foreach (var row in Table.QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            if (row.PartitionKey.Contains('|', StringComparison.Ordinal) && row.RowKey.Contains(id, StringComparison.Ordinal))
                rows.Add(row);
        }

        return rows;
    }

    private Task PutAsync(TableEntity row, string name, string value)
    {
        row[name] = value;
        return Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancel);
    }
}
