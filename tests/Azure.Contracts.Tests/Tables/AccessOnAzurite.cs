using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace Azure.Contracts.Tests.Tables;

/// <summary>The ways in: keys and shared access signatures, the latter made here by the formula of the service's documentation.</summary>
public sealed class AccessOnAzurite(Azurite azurite) : TablesAccount(azurite)
{
    private const string Expiry = "2099-01-01T00:00:00Z";
    private const string Version = "2019-02-02";

    private Uri Account => new(Setting("TableEndpoint"));

    private TableSharedKeyCredential Key => new(Setting("AccountName"), Setting("AccountKey"));

    [Fact]
    public async Task A_key_opens_the_account()
    {
        Assert.Equal("devstoreaccount1", Key.AccountName);
        await WritesAsync(new TableServiceClient(Account, Key).GetTableClient(Table.Name));
        await WritesAsync(new TableServiceClient(Account, Key, new TableClientOptions(TableClientOptions.ServiceVersion.V2019_02_02)).GetTableClient(Table.Name));
        await WritesAsync(new TableClient(Account, Table.Name, Key));
        await WritesAsync(new TableClient(Account, Table.Name, Key, new TableClientOptions()));
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_is_not_repeated()
    {
        var wrong = Convert.ToBase64String(Encoding.UTF8.GetBytes("another key"));
        var table = new TableClient(Account, Table.Name, new TableSharedKeyCredential(Key.AccountName, wrong));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row("1"), Token));

        Assert.Equal(403, refusal.Status);
        Assert.DoesNotContain(wrong, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_of_the_account_opens_its_tables()
    {
        var signature = AccountSignature("raud");
        var inAddress = new Uri($"{Account}?{signature}");

        await WritesAsync(new TableServiceClient(Account, new AzureSasCredential(signature)).GetTableClient(Table.Name));
        await WritesAsync(new TableServiceClient(Account, new AzureSasCredential("?" + signature), new TableClientOptions()).GetTableClient(Table.Name));
        await WritesAsync(new TableServiceClient(inAddress, new TableClientOptions()).GetTableClient(Table.Name));
        await WritesAsync(new TableClient($"TableEndpoint={Account};SharedAccessSignature={signature}", Table.Name));
    }

    [Fact]
    public async Task A_signature_of_a_table_opens_that_table()
    {
        var signature = TableSignature("raud");

        await WritesAsync(new TableClient(new Uri($"{Account}/{Table.Name}"), new AzureSasCredential(signature)), together: false);
        await WritesAsync(new TableClient(Account, new AzureSasCredential(signature), new TableClientOptions()), together: false);
        await WritesAsync(new TableClient(new Uri($"{Account}/{Table.Name}?{signature}")), together: false);
    }

    [Fact]
    public async Task A_signature_allows_what_it_says_and_is_not_repeated()
    {
        var signature = AccountSignature("r");
        var table = new TableServiceClient(Account, new AzureSasCredential(signature)).GetTableClient(Table.Name);
        await Table.AddEntityAsync(Row("1"), Token);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row("2"), Token));

        Assert.Equal("1", (await table.GetEntityAsync<TableEntity>("p", "1", null, Token)).Value.RowKey);
        Assert.Equal((403, "AuthorizationPermissionMismatch"), (refusal.Status, refusal.ErrorCode));
        Assert.DoesNotContain(signature.Split("sig=")[1], refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_secret_is_not_sent_in_the_clear()
    {
        var elsewhere = new Uri("http://account.table.core.windows.net/orders");

        Assert.Throws<ArgumentException>(() => new TableClient(elsewhere, new AzureSasCredential("sig=a")));
        Assert.Throws<ArgumentException>(() => new TableServiceClient(elsewhere, new AzureSasCredential("sig=a")));
    }

    // Azurite takes the name of the signature's table from the address, where a transaction has $batch, and refuses it; the service does not.
    private static async Task WritesAsync(TableClient table, bool together = true)
    {
        await table.UpsertEntityAsync(Row("a'b"), TableUpdateMode.Replace, Token);
        if (together)
            await table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.UpsertMerge, Row("2", ("A", 1)))], Token);
        else
            await table.UpsertEntityAsync(Row("2", ("A", 1)), TableUpdateMode.Merge, Token);
        Assert.Equal("a'b", (await table.GetEntityAsync<TableEntity>("p", "a'b", null, Token)).Value.RowKey);
        await foreach (var row in table.QueryAsync<TableEntity>("A eq 1", 1, null, Token))
            Assert.Equal("2", row.RowKey);
        await table.DeleteEntityAsync("p", "2", default, Token);
    }

    private string AccountSignature(string permissions)
    {
        var signed = string.Join('\n', Key.AccountName, permissions, "t", "sco", "", Expiry, "", "", Version, "");
        return $"sv={Version}&ss=t&srt=sco&se={Uri.EscapeDataString(Expiry)}&sp={permissions}&sig={Sign(signed)}";
    }

    private string TableSignature(string permissions)
    {
        var signed = string.Join('\n', permissions, "", Expiry, $"/table/{Key.AccountName}/{Table.Name.ToLowerInvariant()}", "", "", "", Version, "", "", "", "");
        return $"sv={Version}&tn={Table.Name}&se={Uri.EscapeDataString(Expiry)}&sp={permissions}&sig={Sign(signed)}";
    }

    private string Sign(string text) =>
        Uri.EscapeDataString(Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Setting("AccountKey")), Encoding.UTF8.GetBytes(text))));

    private string Setting(string name) => Connection.Split(';').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
