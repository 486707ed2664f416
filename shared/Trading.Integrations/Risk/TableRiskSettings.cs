using Azure.Data.Tables;
using Trading.Application.Risk;
using Trading.Domain.Accounts;
using Trading.Domain.Risk;
using Trading.Domain.Values;
using Trading.Integrations.Clients;

namespace Trading.Integrations.Risk;

/// <summary>
/// Risk settings in the table <c>risk</c>: partition the user, rows <c>kill-switch</c>, <c>kill-switch|ACCOUNT</c>, <c>halt|ACCOUNT</c> and, for each scope, <c>limits|SCOPE</c>. A row
/// <c>max-order-value</c>, which earlier versions wrote, holds for the user until limits are set. Never cached.
/// </summary>
internal sealed class TableRiskSettings(TableServiceClient service) : IRiskSettingsRepository
{
    private const string KillSwitchKey = "kill-switch";
    private const string MaxOrderValueKey = "max-order-value";

    private readonly LazyTable risk = new(service, "risk");

    public async Task<KillSwitch> KillSwitchAsync(UserId user, AccountId? account, CancellationToken cancellationToken) =>
        await FindAsync(user, KeyOf(account), cancellationToken) is { } row ? JsonRow.Read<KillSwitch>(row) : KillSwitch.Released;

    public Task<IReadOnlyList<KillSwitch>> KillSwitchesAsync(UserId user, CancellationToken cancellationToken) =>
        ListAsync<KillSwitch>(user, KillSwitchKey, cancellationToken);

    public Task SetKillSwitchAsync(UserId user, KillSwitch value, CancellationToken cancellationToken) =>
        SetAsync(JsonRow.Of(user.Value, KeyOf(value.Account), value), cancellationToken);

    public async Task<AccountHalt?> HaltAsync(UserId user, AccountId account, CancellationToken cancellationToken) =>
        await FindAsync(user, HaltKey(account), cancellationToken) is { } row ? JsonRow.Read<AccountHalt>(row) : null;

    public Task<IReadOnlyList<AccountHalt>> HaltsAsync(UserId user, CancellationToken cancellationToken) => ListAsync<AccountHalt>(user, "halt", cancellationToken);

    public Task SetHaltAsync(UserId user, AccountHalt value, CancellationToken cancellationToken) =>
        SetAsync(JsonRow.Of(user.Value, HaltKey(value.Account), value), cancellationToken);

    public async Task<RiskLimits> LimitsAsync(UserId user, RiskScope scope, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, KeyOf(scope), cancellationToken) is { } row)
            return JsonRow.Read<RiskLimits>(row);
        return scope is RiskScope.OfUser && await FindAsync(user, MaxOrderValueKey, cancellationToken) is { } old
            ? new RiskLimits { MaxOrderValue = JsonRow.Read<Money>(old) }
            : RiskLimits.None;
    }

    public Task SetLimitsAsync(UserId user, RiskScope scope, RiskLimits value, CancellationToken cancellationToken) =>
        SetAsync(JsonRow.Of(user.Value, KeyOf(scope), value), cancellationToken);

    private static string KeyOf(RiskScope scope) => $"limits|{scope}";

    private static string KeyOf(AccountId? account) => account is { } one ? $"{KillSwitchKey}|{one}" : KillSwitchKey;

    private static string HaltKey(AccountId account) => $"halt|{account.Value}";

    /// <summary>What is set for single accounts.</summary>
    private async Task<IReadOnlyList<T>> ListAsync<T>(UserId user, string kind, CancellationToken cancellationToken)
    {
        var table = await risk.GetAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {user.Value} and RowKey ge {kind + "|"} and RowKey lt {kind + Keys.AfterSeparator}");
        List<T> found = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            found.Add(JsonRow.Read<T>(row));
        return found;
    }

    private async Task<TableEntity?> FindAsync(UserId user, string key, CancellationToken cancellationToken)
    {
        var table = await risk.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task SetAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var table = await risk.GetAsync(cancellationToken);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }
}
