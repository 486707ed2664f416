using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.ServiceBus;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class BatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_gets_several_messages_with_what_is_known_of_each_and_they_leave_together()
    {
        await using var host = await StartAsync(least: 3);
        await SendAsync(host, "texts", [.. Enumerable.Range(0, 3).Select(i => new ServiceBusMessage($"t{i}") { MessageId = $"m{i}" })]);

        var seen = await Notes(host).WaitAsync(all => all.Count > 0);
        await host.StopAsync();

        Assert.Equal(["texts t0,t1,t2 m0,m1,m2 1,1,1"], seen);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(host.Platform, "texts"));
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_allowed()
    {
        await using var host = await StartAsync(most: 2, least: 2);
        await SendAsync(host, "texts", [.. Enumerable.Range(0, 4).Select(i => new ServiceBusMessage($"t{i}"))]);

        var seen = await Notes(host).WaitAsync(all => all.Count == 2);

        Assert.StartsWith("texts t0,t1 ", seen[0], StringComparison.Ordinal);
        Assert.StartsWith("texts t2,t3 ", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_stays_small_is_handled_when_its_time_is_over()
    {
        await using var host = await StartAsync(least: 3, wait: "00:00:00.2");
        await SendAsync(host, "texts", new ServiceBusMessage("alone"));

        var seen = await Notes(host).WaitAsync(all => all.Count > 0);

        Assert.StartsWith("texts alone ", Assert.Single(seen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_batch_had_received_is_handled_when_the_host_stops()
    {
        await using var host = await StartAsync(least: 3, wait: "00:02:00");
        await SendAsync(host, "texts", new ServiceBusMessage("alone"));
        while (EmbeddedQueues.Count(host.Platform, "texts").Locked == 0)
            await Task.Delay(5, Token);

        await host.StopAsync();

        Assert.StartsWith("texts alone ", Assert.Single(Notes(host).All), StringComparison.Ordinal);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(host.Platform, "texts"));
    }

    [Theory]
    [InlineData("""{"id":"b","quantity":-1}""")]
    [InlineData("{ not json")]
    public async Task One_bad_message_gives_the_whole_batch_back_until_it_is_dead_lettered(string bad)
    {
        await using var host = await StartAsync(least: 2);
        await SendAsync(host, "orders", new ServiceBusMessage("""{"id":"a","quantity":1}"""), new ServiceBusMessage(bad));

        await using var bus = new ServiceBusClient(host.Platform.ConnectionString);
        await using var dead = bus.CreateReceiver("orders", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var first = await dead.ReceiveMessageAsync(TimeSpan.FromMinutes(1), Token);
        var second = await dead.ReceiveMessageAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(("MaxDeliveryCountExceeded", "MaxDeliveryCountExceeded"), (first.DeadLetterReason, second.DeadLetterReason));
        await SendAsync(host, "orders", new ServiceBusMessage("""{"id":"c","quantity":1}"""), new ServiceBusMessage("""{"id":"d","quantity":1}"""));
        await Notes(host).WaitAsync(all => all.Contains("orders c,d"));
    }

    [Fact]
    public async Task A_function_may_settle_some_of_its_batch_and_only_the_rest_is_given_back_when_it_fails()
    {
        await using var host = await StartAsync(least: 4, wait: "00:00:00.2");
        await SendAsync(host, "sorted", [.. new[] { "done", "bad", "later", "rest" }.Select(body => new ServiceBusMessage(body))]);

        var seen = await Notes(host).WaitAsync(all => all.Count == 2);
        await host.StopAsync();

        Assert.Equal(["sorts done,bad,later,rest", "sorts rest"], seen);
        Assert.Equal(new QueueCounts(0, 0, 0, DeadLettered: 1, Deferred: 1), EmbeddedQueues.Count(host.Platform, "sorted"));
    }

    [Fact]
    public async Task Without_completion_by_the_host_a_batch_stays_locked()
    {
        await using var host = await StartAsync(least: 2);
        await SendAsync(host, "kept", new ServiceBusMessage("1"), new ServiceBusMessage("2"));

        var seen = await Notes(host).WaitAsync(all => all.Count > 0);
        await host.StopAsync();

        Assert.Equal(["keeps 2"], seen);
        Assert.Equal(new QueueCounts(0, Locked: 2, 0, 0), EmbeddedQueues.Count(host.Platform, "kept"));
    }

    private static Task<RunningHost> StartAsync(int least, int most = 10, string wait = "00:00:30") => RunningHost.StartAsync(new HostSetup(typeof(BatchSpecimens))
    {
        HostJson = $$"""
            { "extensions": { "serviceBus": { "maxMessageBatchSize": {{most}}, "minMessageBatchSize": {{least}}, "maxBatchWaitTime": "{{wait}}" } } }
            """,
    });

    private static Notes Notes(RunningHost host) => host.Services.GetRequiredService<Notes>();

    private static async Task SendAsync(RunningHost host, string queue, params ServiceBusMessage[] messages)
    {
        await using var bus = new ServiceBusClient(host.Platform.ConnectionString);
        await bus.CreateSender(queue).SendMessagesAsync(messages, Token);
    }
}
