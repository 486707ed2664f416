using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.Signals;
using Trading.Domain.Accounts;
using Trading.Domain.Signals;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Signals;

/// <summary>Signals in the table <c>signals</c>: partition <c>user|account</c>, a row for each, key the signal's id.</summary>
internal sealed class TableSignals(TableServiceClient service) : ISignalRepository
{
    private readonly LazyTable signals = new(service, "signals");

    public async Task<bool> AddAsync(Signal signal, CancellationToken cancellationToken)
    {
        var table = await signals.GetAsync(cancellationToken);
        var row = JsonRow.Of(Keys.Of(signal.User, signal.Account), signal.Id.Value, signal);
        row["BarTime"] = signal.BarTime;
        row["Side"] = signal.Side.ToString();
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    public async Task<Signal?> FindAsync(UserId user, AccountId account, SignalId id, CancellationToken cancellationToken)
    {
        var table = await signals.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Keys.Of(user, account), id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? JsonRow.Read<Signal>(row.Value!) : null;
    }

    public async IAsyncEnumerable<Signal> ListAsync(UserId user, AccountId? account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await signals.GetAsync(cancellationToken);
        var filter = account is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Of(user, one)}")
            : TableClient.CreateQueryFilter($"PartitionKey ge {Keys.Of(user, "")} and PartitionKey lt {user.Value + Keys.AfterSeparator}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return JsonRow.Read<Signal>(row);
    }
}
