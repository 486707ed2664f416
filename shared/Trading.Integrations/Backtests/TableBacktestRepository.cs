using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;
using Trading.Integrations.Clients;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;

namespace Trading.Integrations.Backtests;

/// <summary>
/// Back-tests in table <c>backtests</c>: a partition for each user, a row for each back-test, so that a user's list is one query. Their
/// curves and trades in table <c>backtestdata</c>: partition <c>USER|ID</c>, rows <c>equity-000000</c> and <c>trades-000000</c> on, so that
/// one back-test's million points weigh on nobody else's partition. What was tried in table <c>backtesttrials</c>: partition
/// <c>USER|SERIES</c>, a row for each version of a strategy and for each chunk of a search, so that counting the trials of a series is one small query.
/// </summary>
internal sealed class TableBacktestRepository(TableServiceClient service) : IBacktestRepository
{
    private const int MaxAttempts = 10;

    private readonly LazyTable backtests = new(service, "backtests");
    private readonly LazyTable data = new(service, "backtestdata");
    private readonly LazyTable tried = new(service, "backtesttrials");

    public async Task<Backtest> CreateAsync(Backtest backtest, CancellationToken cancellationToken)
    {
        var table = await backtests.GetAsync(cancellationToken);
        try
        {
            await table.AddEntityAsync(BacktestRow.Write(backtest), cancellationToken);
            return backtest;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return await FindAsync(backtest.User, backtest.Id, cancellationToken) ?? backtest;
        }
    }

    public async Task<Backtest?> FindAsync(UserId user, BacktestId id, CancellationToken cancellationToken) =>
        await FindRowAsync(user, id, cancellationToken) is { } row ? BacktestRow.Read(row) : null;

    public async Task<IReadOnlyList<Backtest>> ListAsync(UserId user, StrategyId? strategy, int limit, CancellationToken cancellationToken)
    {
        var table = await backtests.GetAsync(cancellationToken);
        List<Backtest> all = [];
        var filter = strategy is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and StrategyId eq {one.Value}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            all.Add(BacktestRow.Read(row));
        return [.. all.OrderByDescending(backtest => backtest.CreatedAt).Take(limit)];
    }

    public async Task<Backtest?> ChangeAsync(UserId user, BacktestId id, Func<Backtest, Backtest> change, CancellationToken cancellationToken)
    {
        var table = await backtests.GetAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (await FindRowAsync(user, id, cancellationToken) is not { } row)
                return null;
            var stored = BacktestRow.Read(row);
            if (stored.HasEnded)
                return stored;
            var changed = change(stored);
            try
            {
                await table.UpdateEntityAsync(BacktestRow.Write(changed), row.ETag, TableUpdateMode.Replace, cancellationToken);
                return changed;
            }
            catch (RequestFailedException moved) when (moved.Status is 404 or 412)
            {
                if (attempt == MaxAttempts)
                    throw new ConcurrentChangeException($"Back-test {id} kept changing while it was written.", moved);
            }
        }
    }

    public async Task SaveEquityAsync(UserId user, BacktestId id, int piece, EquityPoints points, CancellationToken cancellationToken) =>
        await (await data.GetAsync(cancellationToken)).UpsertEntityAsync(
            BacktestPieces.Write(Partition(user, id), $"equity-{piece:000000}", points), TableUpdateMode.Replace, cancellationToken);

    public async Task SaveTradesAsync(UserId user, BacktestId id, IReadOnlyList<BacktestTrade> trades, CancellationToken cancellationToken)
    {
        var table = await data.GetAsync(cancellationToken);
        var piece = 0;
        foreach (var some in trades.Chunk(IBacktestRepository.TradePieceSize))
        {
            await table.UpsertEntityAsync(
                BacktestPieces.Write(Partition(user, id), $"trades-{piece++:000000}", some), TableUpdateMode.Replace, cancellationToken);
        }
    }

    public async IAsyncEnumerable<EquityPoints> ReadEquityAsync(
        UserId user, BacktestId id, int firstPiece, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(user, id, $"equity-{firstPiece:000000}", "equity-999999", cancellationToken))
            yield return BacktestPieces.ReadEquity(row);
    }

    public async IAsyncEnumerable<BacktestTrade> ReadTradesAsync(
        UserId user, BacktestId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(user, id, "trades-000000", "trades-999999", cancellationToken))
        {
            foreach (var trade in BacktestPieces.ReadTrades(row))
                yield return trade;
        }
    }

    public async Task SaveTrialsAsync(UserId user, BarKey series, string what, SharpeTrials trials, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TrialPartition(user, series), what)
        {
            ["Sharpe"] = trials.Mean, ["Count"] = trials.Count, ["Variance"] = trials.Variance,
        };
        await (await tried.GetAsync(cancellationToken)).UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task<SharpeTrials?> ReadTrialsAsync(UserId user, BarKey series, CancellationToken cancellationToken)
    {
        var table = await tried.GetAsync(cancellationToken);
        SharpeTrials? all = null;
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {TrialPartition(user, series)}"), cancellationToken: cancellationToken))
        {
            // Rows from before searches were counted are of one strategy, without a figure where it had none.
            var trials = new SharpeTrials(row.GetInt32("Count") ?? 1, row.GetDouble("Variance") ?? 0, row.GetDouble("Sharpe") ?? 0);
            all = all?.Join(trials) ?? trials;
        }

        return all;
    }

    private async IAsyncEnumerable<TableEntity> RowsAsync(
        UserId user, BacktestId id, string first, string last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await data.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(user, id)} and RowKey ge {first} and RowKey le {last}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return row;
    }

    private async Task<TableEntity?> FindRowAsync(UserId user, BacktestId id, CancellationToken cancellationToken)
    {
        var table = await backtests.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static string TrialPartition(UserId user, BarKey series) => $"{user}|{series}";

    private static string Partition(UserId user, BacktestId id) => $"{user}|{id}";
}
