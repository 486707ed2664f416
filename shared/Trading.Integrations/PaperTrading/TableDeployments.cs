using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Trading.Application.MarketData;
using Trading.Application.PaperTrading;
using Trading.Domain.Accounts;
using Trading.Domain.PaperTrading;
using Trading.Integrations.Clients;

namespace Trading.Integrations.PaperTrading;

/// <summary>
/// Deployments in the table <c>deployments</c>: partition the user, a row for each, key its id. Who follows a series is in the table
/// <c>followers</c>: partition the series, such as <c>US:SPY|1d</c>, a row <c>user|ID</c> for each deployment, written before the deployment
/// and removed after its end, so that new bars find their followers with one query. It names deployments only and holds nothing of a user.
/// </summary>
internal sealed class TableDeployments(TableServiceClient service) : IDeploymentRepository
{
    private readonly LazyTable deployments = new(service, "deployments");
    private readonly LazyTable followers = new(service, "followers");

    public async Task<StoredDeployment> CreateAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var table = await deployments.GetAsync(cancellationToken);
        if (deployment.Replay is null)
            await (await followers.GetAsync(cancellationToken)).UpsertEntityAsync(Follower(deployment), TableUpdateMode.Replace, cancellationToken);
        try
        {
            await table.AddEntityAsync(Row(deployment), cancellationToken);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // The first one under this id stands.
        }

        return await FindAsync(deployment.User, deployment.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Deployment {deployment.Id} vanished after it was stored.");
    }

    public async Task<StoredDeployment?> FindAsync(UserId user, DeploymentId id, CancellationToken cancellationToken)
    {
        var table = await deployments.GetAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(user.Value, id.Value, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredDeployment(JsonRow.Read<Deployment>(row.Value!), row.Value!.ETag.ToString()) : null;
    }

    public async Task<StoredDeployment?> TrySaveAsync(StoredDeployment before, Deployment after, CancellationToken cancellationToken)
    {
        var table = await deployments.GetAsync(cancellationToken);
        try
        {
            var answer = await table.UpdateEntityAsync(Row(after), new ETag(before.Tag), TableUpdateMode.Replace, cancellationToken);
            if (after is { HasEnded: true, Replay: null })
            {
                var follower = Follower(after);
                await (await followers.GetAsync(cancellationToken)).DeleteEntityAsync(
                    follower.PartitionKey, follower.RowKey, cancellationToken: cancellationToken);
            }

            return new StoredDeployment(after, answer.Headers.ETag?.ToString() ?? "");
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<Deployment> ListAsync(UserId user, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await deployments.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {user.Value}"), cancellationToken: cancellationToken))
            yield return JsonRow.Read<Deployment>(row);
    }

    public async IAsyncEnumerable<DeploymentReference> FollowersAsync(BarKey series, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await followers.GetAsync(cancellationToken);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {series.ToString()}"), cancellationToken: cancellationToken))
            yield return new DeploymentReference(row.GetString("User"), row.GetString("Deployment"));
    }

    private static TableEntity Row(Deployment deployment)
    {
        var row = JsonRow.Of(deployment.User.Value, deployment.Id.Value, deployment);
        row["Status"] = deployment.Status.ToString();
        return row;
    }

    private static TableEntity Follower(Deployment deployment) =>
        new(new BarKey(deployment.Strategy.Instrument, deployment.Strategy.Interval).ToString(), Keys.Of(deployment.User, deployment.Id.Value))
        {
            ["User"] = deployment.User.Value,
            ["Deployment"] = deployment.Id.Value,
        };
}
