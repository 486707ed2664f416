using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Functions that handle messages in batches.</summary>
public sealed class BatchSpecimens(Notes notes)
{
    [Function("Texts")]
    public void Texts([ServiceBusTrigger("texts", IsBatched = true)] string[] messages, string[] messageIdArray, int[] deliveryCountArray) =>
        notes.Add($"texts {string.Join(',', messages)} {string.Join(',', messageIdArray)} {string.Join(',', deliveryCountArray)}");

    [Function("Orders")]
    public void Orders([ServiceBusTrigger("orders", IsBatched = true)] Order[] orders)
    {
        notes.Add($"orders {string.Join(',', orders.Select(order => order.Id))}");
        if (orders.Any(order => order.Quantity < 0))
            throw new InvalidOperationException("no such quantity");
    }

    [Function("Sorts")]
    public async Task SortsAsync([ServiceBusTrigger("sorted", IsBatched = true)] ServiceBusReceivedMessage[] messages, ServiceBusMessageActions actions)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(actions);
        notes.Add($"sorts {string.Join(',', messages.Select(message => message.Body))}");
        foreach (var message in messages)
        {
            switch (message.Body.ToString())
            {
                case "done": await actions.CompleteMessageAsync(message); break;
                case "bad": await actions.DeadLetterMessageAsync(message, deadLetterReason: "bad"); break;
                case "later": await actions.DeferMessageAsync(message); break;
            }
        }

        if (messages.Length > 1)
            throw new InvalidOperationException("after settling some");
    }

    [Function("Keeps")]
    public void Keeps([ServiceBusTrigger("kept", IsBatched = true, AutoCompleteMessages = false)] byte[][] messages) =>
        notes.Add($"keeps {messages?.Length}");

    /// <summary>A message.</summary>
    public sealed record Order(string Id, int Quantity);
}
