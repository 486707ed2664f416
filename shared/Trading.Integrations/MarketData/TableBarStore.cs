using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Integrations.Clients;

namespace Trading.Integrations.MarketData;

/// <summary>
/// Bars in tables. Table <c>bars</c>: partition <c>US:SPY|1d</c>, a row for each period of time (<see cref="BarPeriod"/>) with its columns
/// packed, key <c>20200101-00</c>; a period whose columns outgrow a property has more rows, <c>-01</c> and so on, always written in one
/// transaction. A range is one query over adjacent rows. Table <c>barseries</c>: one partition with a row for each series, so that the
/// list of all is one query too; it only repeats what the bars say and is written after them.
/// </summary>
internal sealed class TableBarStore(TableServiceClient service) : IBarStore
{
    private const int MaxAttempts = 10;
    private const string SeriesPartition = "series";

    private readonly LazyTable chunks = new(service, "bars");
    private readonly LazyTable series = new(service, "barseries");

    public async Task<BarsSaved> SaveAsync(BarKey key, BarSeries bars, bool isSynthetic, CancellationToken cancellationToken)
    {
        int added = 0, updated = 0, unchanged = 0;
        foreach (var (period, part) in BarPeriod.Split(key.Interval, bars))
        {
            var merge = await MergeAsync(key, period, part, cancellationToken);
            added += merge.Added;
            updated += merge.Updated;
            unchanged += merge.Unchanged;
        }

        return new BarsSaved(added, updated, unchanged, await DescribeAsync(key, isSynthetic, cancellationToken));
    }

    public async IAsyncEnumerable<BarSeries> ReadAsync(
        BarKey key, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (from >= to)
            yield break;
        var table = await chunks.GetAsync(cancellationToken);
        var first = BarPeriod.Of(key.Interval, from).Key;
        var last = BarPeriod.Of(key.Interval, to).Key;
        await foreach (var row in table.QueryAsync<TableEntity>(Rows(key, first, last), cancellationToken: cancellationToken))
        {
            var bars = Unpack(row).Between(from, to);
            if (bars.Count > 0)
                yield return bars;
        }
    }

    public async Task<BarCoverage?> FindAsync(BarKey key, CancellationToken cancellationToken)
    {
        var table = await series.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(SeriesPartition, key.ToString(), cancellationToken: cancellationToken);
        return row.HasValue ? Coverage(row.Value!) : null;
    }

    public async Task<IReadOnlyList<BarCoverage>> ListAsync(CancellationToken cancellationToken)
    {
        var table = await series.GetAsync(cancellationToken);
        List<BarCoverage> all = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {SeriesPartition}"), cancellationToken: cancellationToken))
            all.Add(Coverage(row));
        return [.. all.OrderBy(one => one.Key.Instrument.ToString(), StringComparer.Ordinal).ThenBy(one => one.Key.Interval.Duration)];
    }

    /// <summary>Joins bars with a period's rows, if need be again and again until nobody else changed them in between.</summary>
    private async Task<BarMerge> MergeAsync(BarKey key, BarPeriod period, BarSeries arrived, CancellationToken cancellationToken)
    {
        var table = await chunks.GetAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            List<TableEntity> stored = [];
            await foreach (var row in table.QueryAsync<TableEntity>(Rows(key, period.Key, period.Key), cancellationToken: cancellationToken))
                stored.Add(row);
            var merge = BarMerge.Of(BarSeries.Concat([.. stored.Select(Unpack)]), arrived);
            if (!merge.HasChanged)
                return merge;
            try
            {
                await table.SubmitTransactionAsync(Replace(key, period, stored, PackedBars.Pack(merge.Bars)), cancellationToken);
                return merge;
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                if (attempt == MaxAttempts)
                    throw new ConcurrentChangeException($"Bars {key} of the period {period.Key} kept changing while they were written.", changed);
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Replace(
        BarKey key, BarPeriod period, List<TableEntity> stored, IReadOnlyList<PackedBars> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var row = Pack(key, $"{period.Key}-{i:00}", pieces[i]);
            yield return i < stored.Count
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, stored[i].ETag)
                : new TableTransactionAction(TableTransactionActionType.Add, row);
        }

        foreach (var surplus in stored.Skip(pieces.Count))
            yield return new TableTransactionAction(TableTransactionActionType.Delete, surplus, surplus.ETag);
    }

    private async Task<BarCoverage> DescribeAsync(BarKey key, bool isSynthetic, CancellationToken cancellationToken)
    {
        var table = await chunks.GetAsync(cancellationToken);
        var count = 0;
        DateTimeOffset? first = null, last = null;
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key.ToString()}"), select: ["Count", "First", "Last"], cancellationToken: cancellationToken))
        {
            count += row.GetInt32("Count") ?? 0;
            first ??= row.GetDateTimeOffset("First");
            last = row.GetDateTimeOffset("Last");
        }

        var coverage = new BarCoverage(key, count, first ?? default, last ?? default, isSynthetic);
        await (await series.GetAsync(cancellationToken)).UpsertEntityAsync(
            new TableEntity(SeriesPartition, key.ToString())
            {
                ["Market"] = key.Instrument.Market.Code,
                ["Symbol"] = key.Instrument.Symbol,
                ["Interval"] = key.Interval.Code,
                ["Count"] = coverage.Count,
                ["First"] = coverage.First,
                ["Last"] = coverage.Last,
                ["IsSynthetic"] = isSynthetic,
            },
            TableUpdateMode.Replace,
            cancellationToken);
        return coverage;
    }

    private static string Rows(BarKey key, string firstPeriod, string lastPeriod) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {key.ToString()} and RowKey ge {firstPeriod + "-00"} and RowKey le {lastPeriod + "-99"}");

    private static TableEntity Pack(BarKey key, string rowKey, PackedBars bars)
    {
        var unpacked = bars.Unpack();   // also proves that what is stored can be read
        return new TableEntity(key.ToString(), rowKey)
        {
            ["Count"] = bars.Count,
            ["First"] = unpacked[0].Time,
            ["Last"] = unpacked[unpacked.Count - 1].Time,
            ["Times"] = bars.Times.ToArray(),
            ["Open"] = bars.Open.ToArray(),
            ["High"] = bars.High.ToArray(),
            ["Low"] = bars.Low.ToArray(),
            ["Close"] = bars.Close.ToArray(),
            ["Volume"] = bars.Volume.ToArray(),
        };
    }

    private static BarSeries Unpack(TableEntity row)
    {
        try
        {
            return new PackedBars(
                row.GetInt32("Count") ?? 0, row.GetBinary("Times"), row.GetBinary("Open"), row.GetBinary("High"), row.GetBinary("Low"),
                row.GetBinary("Close"), row.GetBinary("Volume")).Unpack();
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException($"Stored bars {row.PartitionKey} {row.RowKey} are damaged: {damaged.Message}", damaged);
        }
    }

    private static BarCoverage Coverage(TableEntity row)
    {
        if (!Market.TryParse(row.GetString("Market"), out var market) || !InstrumentId.TryCreate(market, row.GetString("Symbol"), out var instrument) ||
            !Interval.TryParse(row.GetString("Interval"), out var interval))
            throw new InvalidDataException($"The stored series {row.RowKey} names no instrument and interval.");
        return new BarCoverage(
            new BarKey(instrument, interval), row.GetInt32("Count") ?? 0, row.GetDateTimeOffset("First") ?? default,
            row.GetDateTimeOffset("Last") ?? default, row.GetBoolean("IsSynthetic") ?? false)
        {
            Version = row.ETag.ToString(),
        };
    }
}
