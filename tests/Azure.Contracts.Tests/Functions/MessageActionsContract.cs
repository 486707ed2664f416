using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Azure.Contracts.Tests.Functions;

/// <summary>How a queue function settles its message itself; a test may take the host's place.</summary>
public sealed class MessageActionsContract
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_may_take_the_place_of_what_settles_messages()
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "m1");
        var actions = new RecordingActions();

        await actions.CompleteMessageAsync(message, Ended);
        await actions.AbandonMessageAsync(message, cancellationToken: Ended);
        await actions.DeferMessageAsync(message, cancellationToken: Ended);
        await actions.DeadLetterMessageAsync(message, deadLetterReason: "poison", cancellationToken: Ended);
        await actions.RenewMessageLockAsync(message, Ended);

        Assert.Equal(["complete m1", "abandon m1", "defer m1", "dead-letter m1 poison", "renew m1"], actions.Calls);
    }

    private sealed class RecordingActions : ServiceBusMessageActions
    {
        public List<string> Calls { get; } = [];

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
            Record($"complete {message.MessageId}");

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
            Record($"abandon {message.MessageId}");

        public override Task DeferMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
            Record($"defer {message.MessageId}");

        public override Task DeadLetterMessageAsync(
            ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
            string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) =>
            Record($"dead-letter {message.MessageId} {deadLetterReason}");

        public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
            Record($"renew {message.MessageId}");

        private Task Record(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
