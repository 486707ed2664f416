using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Azure.Contracts.Tests.Tables;

public abstract class TableContract(Azurite? azurite) : TablesAccount(azurite)
{
    [Fact]
    public async Task A_table_can_be_made_once()
    {
        await RefusedAsync(409, TableErrorCode.TableAlreadyExists, () => Table.CreateAsync(Token));
        await RefusedAsync(409, TableErrorCode.TableAlreadyExists, () => Service.CreateTableAsync(Table.Name, Token));

        Assert.Equal(409, (await Table.CreateIfNotExistsAsync(Token)).GetRawResponse().Status);
        Assert.Equal(Table.Name, (await Service.CreateTableIfNotExistsAsync(Table.Name, Token)).Value.Name);
    }

    [Fact]
    public async Task A_deleted_table_takes_its_entities_along_and_deleting_it_again_is_no_error()
    {
        var table = Open("x" + Guid.NewGuid().ToString("N"));
        Assert.Equal(204, (await table.CreateIfNotExistsAsync(Token)).GetRawResponse().Status);
        await table.AddEntityAsync(Row("1"), Token);

        Assert.Equal(204, (await Service.DeleteTableAsync(table.Name, Token)).Status);

        await RefusedAsync(404, TableErrorCode.TableNotFound, () => table.GetEntityAsync<TableEntity>("p", "1", null, Token));
        await RefusedAsync(404, TableErrorCode.TableNotFound, () => table.AddEntityAsync(Row("1"), Token));
        Assert.Equal(404, (await table.DeleteAsync(Token)).Status);
    }

    [Fact]
    public async Task Table_names_ignore_case()
    {
        await Table.AddEntityAsync(Row("1"), Token);

        Assert.True((await Open(Table.Name.ToUpperInvariant()).GetEntityIfExistsAsync<TableEntity>("p", "1", null, Token)).HasValue);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("a-b-c")]
    [InlineData("tables")]
    public async Task A_table_name_is_3_to_63_letters_and_digits_beginning_with_a_letter(string name)
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Open(name).CreateAsync(Token));

        Assert.Equal(400, error.Status);
    }

    [Fact]
    public async Task Tables_are_listed_by_filter()
    {
        var name = Table.Name;

        Assert.Equal([name], await NamesAsync(Service.QueryAsync($"TableName eq '{name}'", null, Token)));
        Assert.Equal([name], await NamesAsync(Service.QueryAsync(item => item.Name == name, null, Token)));
        FormattableString filter = $"TableName ge {name} and TableName le {name}";
        Assert.Equal([name], await NamesAsync(Service.QueryAsync(filter, null, Token)));
        Assert.Equal($"TableName eq '{name}'", TableServiceClient.CreateQueryFilter(item => item.Name == name));
        Assert.Equal("TableName eq 'it''s'", TableServiceClient.CreateQueryFilter($"TableName eq {"it's"}"));
    }

    [Fact]
    public void The_calls_that_block_do_the_same()
    {
        var table = Service.GetTableClient("s" + Guid.NewGuid().ToString("N"));
        Service.CreateTable(table.Name, Token);
        Service.CreateTableIfNotExists(table.Name, Token);
        table.CreateIfNotExists(Token);

        table.AddEntity(Row("1", ("A", 1)), Token);
        table.UpsertEntity(Row("2", ("A", 2)), TableUpdateMode.Replace, Token);
        table.UpdateEntity(Row("2", ("B", 3)), ETag.All, TableUpdateMode.Merge, Token);
        table.SubmitTransaction([new TableTransactionAction(TableTransactionActionType.Add, Row("3"))], Token);
        table.DeleteEntity("p", "1", default, Token);
        table.DeleteEntity(Row("3"), ETag.All, Token);

        Assert.Equal(2, table.GetEntity<TableEntity>("p", "2", null, Token).Value.GetInt32("A"));
        Assert.False(table.GetEntityIfExists<TableEntity>("p", "1", null, Token).HasValue);
        Assert.Equal(["2"], table.Query<TableEntity>("RowKey ge '1'", null, null, Token).Select(entity => entity.RowKey));
        Assert.Equal(["2"], table.Query<TableEntity>(entity => entity.RowKey == "2", null, null, Token).Select(entity => entity.RowKey));
        Assert.Equal(204, table.Delete(Token).Status);
        Assert.Equal(201, table.Create(Token).GetRawResponse().Status);
        Assert.Equal(204, Service.DeleteTable(table.Name, Token).Status);
    }

    private static async Task<List<string>> NamesAsync(AsyncPageable<TableItem> tables)
    {
        var names = new List<string>();
        await foreach (var table in tables)
            names.Add(table.Name);
        return names;
    }
}
