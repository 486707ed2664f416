using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Integrations.Clients;

namespace Trading.Integrations.MarketData;

/// <summary>
/// Indicators of every day in table <c>indicators</c>: partition <c>US:SPY|1d</c>, a row for each year, key <c>2024</c>, a packed column for each
/// indicator (about 50 KB). Ten years of a symbol are one query of ten rows, and a new day rewrites one. A hash of what a row holds tells
/// without reading it whether it has changed. The newest day of a whole market is in <see cref="TableIndicatorSnapshots"/>.
/// </summary>
internal sealed class TableIndicatorHistory(TableServiceClient service) : IIndicatorHistory
{
    /// <summary>A transaction takes 100 rows and 4 MB.</summary>
    private const int RowsPerTransaction = 40;

    private readonly LazyTable years = new(service, "indicators");

    public async Task SaveAsync(BarKey key, IndicatorColumns columns, CancellationToken cancellationToken)
    {
        var table = await years.GetAsync(cancellationToken);
        Dictionary<string, string?> stored = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key.ToString()}"), select: ["RowKey", "Hash"], cancellationToken: cancellationToken))
            stored[row.RowKey] = row.GetString("Hash");
        var changed = Years(columns).Select(year => Pack(key, year)).Where(row => stored.GetValueOrDefault(row.RowKey) != row.GetString("Hash"));
        foreach (var rows in changed.Chunk(RowsPerTransaction))
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
    }

    public async IAsyncEnumerable<IndicatorColumns> ReadAsync(
        BarKey key, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (from >= to)
            yield break;
        var table = await years.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key.ToString()} and RowKey ge {Year(from)} and RowKey le {Year(to)}"), cancellationToken: cancellationToken))
        {
            var columns = Unpack(row);
            var first = IndexAtOrAfter(columns, from);
            var count = IndexAtOrAfter(columns, to) - first;
            if (count > 0)
                yield return columns.Slice(first, count);
        }
    }

    private static IEnumerable<IndicatorColumns> Years(IndicatorColumns columns)
    {
        for (var at = 0; at < columns.Count;)
        {
            var year = new DateTime(columns.Times.Span[at], DateTimeKind.Utc).Year;
            var end = year == DateTime.MaxValue.Year ? columns.Count : IndexAtOrAfter(columns, new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero));
            yield return columns.Slice(at, end - at);
            at = end;
        }
    }

    private static int IndexAtOrAfter(IndicatorColumns columns, DateTimeOffset time)
    {
        var found = columns.Times.Span.BinarySearch(time.UtcTicks);
        return found < 0 ? ~found : found;
    }

    private static string Year(DateTimeOffset time) => time.UtcDateTime.Year.ToString("0000", CultureInfo.InvariantCulture);

    private static TableEntity Pack(BarKey key, IndicatorColumns year)
    {
        var row = new TableEntity(key.ToString(), Year(new DateTimeOffset(year.Times.Span[0], TimeSpan.Zero))) { ["Count"] = year.Count };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Put("Times", ColumnCodec.Pack(year.Times.Span));
        Put("Close", ColumnCodec.Pack(year.Close.Span));
        foreach (var (name, values) in IndicatorSet.Names.Zip(year.Values))
            Put(name, ColumnCodec.Pack(values.Span));
        row["Hash"] = Convert.ToHexString(hash.GetHashAndReset());
        return row;

        void Put(string name, byte[] packed)
        {
            row[name] = packed;
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(packed);
        }
    }

    private static IndicatorColumns Unpack(TableEntity row)
    {
        try
        {
            var count = row.GetInt32("Count") ?? 0;
            return new IndicatorColumns(
                ColumnCodec.UnpackLongs(row.GetBinary("Times"), count), Column("Close"),
                [.. IndicatorSet.Names.Select(name => (ReadOnlyMemory<double>)Column(name))]);

            // An indicator that came with a later version of the product is there from the next import on.
            double[] Column(string name)
            {
                if (row.GetBinary(name) is { } packed)
                    return ColumnCodec.UnpackDoubles(packed, count);
                var none = new double[count];
                Array.Fill(none, double.NaN);
                return none;
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"Stored indicators {row.PartitionKey} {row.RowKey} are damaged: {damaged.Message}", damaged);
        }
    }
}
