using Azure.Messaging.ServiceBus;

namespace Azure.Contracts.Tests.ServiceBus;

/// <summary>
/// The namespace the contract is tried on: <c>SERVICEBUS_CONNECTION</c> names one, with a queue <c>contracts</c> that nobody else
/// uses and default settings; otherwise it is an embedded platform in a temporary folder, and each test has a queue of its own.
/// </summary>
public abstract class Namespace : IAsyncLifetime
{
    private static readonly string Connection = ServiceConnection.Find("SERVICEBUS_CONNECTION", typeof(ServiceBusClient));
    private static readonly bool IsEmbedded = Connection.StartsWith("Embedded=", StringComparison.Ordinal);
    private readonly Lazy<ServiceBusClient> client = new(() => new ServiceBusClient(Connection));

    /// <summary>Long enough for a message that is there, short enough to wait for one that isn't.</summary>
    protected static TimeSpan Moment { get; } = TimeSpan.FromMilliseconds(300);

    protected static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Queue { get; } = IsEmbedded ? "q-" + Guid.NewGuid().ToString("N") : "contracts";

    protected ServiceBusClient Client => client.Value;

    protected ServiceBusSender Sender => field ??= Client.CreateSender(Queue);

    protected ServiceBusReceiver Receiver => field ??= Client.CreateReceiver(Queue);

    protected ServiceBusReceiver DeadLetters => field ??= Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Connection.Length == 0, "Microsoft's own package needs a namespace: set SERVICEBUS_CONNECTION to its connection string.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!client.IsValueCreated)
            return;
        if (!IsEmbedded)
        {
            foreach (var part in (SubQueue[])[SubQueue.None, SubQueue.DeadLetter])
            {
                await using var rest = Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, SubQueue = part });
                while ((await rest.ReceiveMessagesAsync(100, TimeSpan.FromSeconds(2), CancellationToken.None)).Count > 0)
                {
                }
            }
        }

        await Client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver? receiver = null)
    {
        var message = await (receiver ?? Receiver).ReceiveMessageAsync(Patience, Token);
        Assert.NotNull(message);
        return message;
    }

    protected async Task<ServiceBusException> RefusedAsync(ServiceBusFailureReason reason, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<ServiceBusException>(call);
        Assert.Equal(reason, error.Reason);
        return error;
    }
}
