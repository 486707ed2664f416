using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.ServiceBus;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class QueueTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RunningHost host = null!;
    private ServiceBusClient bus = null!;
    private Notes notes = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new HostSetup(typeof(QueueSpecimens)) { Settings = { ["ObjectQueue"] = "objects" } });
        bus = new ServiceBusClient(host.Platform.ConnectionString);
        notes = host.Services.GetRequiredService<Notes>();
    }

    public async ValueTask DisposeAsync()
    {
        await bus.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_message_reaches_its_function_once_and_leaves_the_queue()
    {
        await SendAsync("texts", new ServiceBusMessage("hello") { MessageId = "m1" });

        var seen = await notes.WaitAsync(all => all.Count > 0);

        Assert.Equal(["text hello m1 1"], seen);
        await host.StopAsync();
        await using var receiver = bus.CreateReceiver("texts");
        Assert.Null(await receiver.PeekMessageAsync(cancellationToken: None));
    }

    [Fact]
    public async Task A_json_message_becomes_an_object_whatever_the_case_of_its_names_and_keeps_its_trace()
    {
        using var activity = new Activity("sender").Start();

        await SendAsync("objects", new ServiceBusMessage("""{"ID":"a","quantity":3}"""));

        var seen = await notes.WaitAsync(all => all.Count > 0);
        Assert.Equal([$"object a 3 True {activity.TraceId}"], seen);
    }

    [Fact]
    public async Task A_message_whose_function_fails_is_delivered_ten_times_and_then_a_dead_letter()
    {
        await SendAsync("objects", new ServiceBusMessage("""{"id":"bad","quantity":-1}"""));
        await SendAsync("objects", new ServiceBusMessage("""{"id":"good","quantity":1}"""));

        var dead = await DeadLetterAsync("objects");
        await notes.WaitAsync(all => all.Any(note => note.StartsWith("object good", StringComparison.Ordinal)));

        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Equal(10, notes.All.Count(note => note.StartsWith("object bad", StringComparison.Ordinal)));
        Assert.Single(notes.All, note => note.StartsWith("object good", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_no_json_becomes_a_dead_letter_and_harms_nothing_else()
    {
        await SendAsync("objects", new ServiceBusMessage("{ not json"));

        var dead = await DeadLetterAsync("objects");
        await SendAsync("objects", new ServiceBusMessage("""{"id":"next","quantity":1}"""));

        Assert.Equal("{ not json", dead.Body.ToString());
        await notes.WaitAsync(all => all.Any(note => note.StartsWith("object next", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_function_may_settle_its_message_itself()
    {
        await SendAsync("settled", new ServiceBusMessage("x"));

        var dead = await DeadLetterAsync("settled");

        Assert.Equal(("unwanted", "by the function"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal(["settled"], await notes.WaitAsync(all => all.Count > 0));
    }

    [Fact]
    public async Task Without_completion_by_the_host_success_leaves_a_message_locked_and_failure_gives_it_back_at_once()
    {
        await SendAsync("kept", new ServiceBusMessage("bad"));

        var seen = await notes.WaitAsync(all => all.Count == 3);
        await host.StopAsync();

        Assert.Equal(["kept bad 1", "kept bad 2", "kept bad 3"], seen);
        Assert.Equal(1, EmbeddedQueues.Count(host.Platform, "kept").Locked);
    }

    [Fact]
    public async Task A_function_may_defer_its_message_with_a_reason()
    {
        await SendAsync("deferred", new ServiceBusMessage("x"));
        await using var receiver = bus.CreateReceiver("deferred");
        var message = await UntilAsync(() => receiver.PeekMessageAsync(0, None), peeked => peeked is { State: ServiceBusMessageState.Deferred });

        Assert.Equal("early", (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, None)).ApplicationProperties["why"]);
    }

    [Fact]
    public async Task A_function_may_renew_abandon_with_changes_and_complete()
    {
        await SendAsync("returned", new ServiceBusMessage("x"));

        Assert.Equal(["returned 1 ", "returned 2 1"], await notes.WaitAsync(all => all.Count == 2));
        await host.StopAsync();
        Assert.Equal(new QueueCounts(0, 0, 0, 0), EmbeddedQueues.Count(host.Platform, "returned"));
    }

    [Fact]
    public async Task Parameters_get_what_is_known_about_the_message_by_their_names()
    {
        await SendAsync("asked", new ServiceBusMessage("m")
        {
            Subject = "s", To = "t", ContentType = "text/plain", CorrelationId = "c", TimeToLive = TimeSpan.FromHours(1), ApplicationProperties = { ["level"] = 7 },
        });

        Assert.Equal(["m 7 s True t 1 01:00:00 True text/plain c"], await notes.WaitAsync(all => all.Count > 0));
    }

    [Fact]
    public async Task A_message_can_be_handed_over_as_bytes()
    {
        await SendAsync("bytes", new ServiceBusMessage(new BinaryData(new byte[] { 0, 255, 128 })));

        Assert.Equal(["bytes 3"], await notes.WaitAsync(all => all.Count > 0));
    }

    [Fact]
    public async Task A_queue_function_can_be_run_by_hand()
    {
        var key = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(host.Folder, "host-keys.json"), None)).GetProperty("master").GetString();

        using var response = await host.Client.PostAsJsonAsync($"/admin/functions/Object?code={key}", new { input = """{ "id": "hand", "quantity": 2 }""" }, None);
        using var empty = await host.Client.PostAsJsonAsync($"/admin/functions/Object?code={key}", new { }, None);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (response.StatusCode, empty.StatusCode));
        await notes.WaitAsync(all => all.Any(note => note.StartsWith("object hand 2", StringComparison.Ordinal)));
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        T seen;
        while (!isThere(seen = await look()))
            await Task.Delay(5, limit.Token);
        return seen;
    }

    private async Task SendAsync(string queue, ServiceBusMessage message)
    {
        await using var sender = bus.CreateSender(queue);
        await sender.SendMessageAsync(message, None);
    }

    private async Task<ServiceBusReceivedMessage> DeadLetterAsync(string queue)
    {
        await using var receiver = bus.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var message = await receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(1), None);
        Assert.NotNull(message);
        return message;
    }
}
