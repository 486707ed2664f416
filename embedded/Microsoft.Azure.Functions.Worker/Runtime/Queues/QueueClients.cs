using Azure.Messaging.ServiceBus;

namespace Trading.Embedded.Functions.Queues;

/// <summary>The clients that triggers and outputs share, one for each connection string.</summary>
internal sealed class QueueClients : IAsyncDisposable
{
    private readonly Dictionary<string, ServiceBusClient> clients = new(StringComparer.Ordinal);

    public ServiceBusClient Get(string connectionString)
    {
        lock (clients)
        {
            if (!clients.TryGetValue(connectionString, out var client))
                clients.Add(connectionString, client = new ServiceBusClient(connectionString));
            return client;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
            await client.DisposeAsync();
    }
}
