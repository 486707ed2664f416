using System.Diagnostics;
using System.Net;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.ServiceBus;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class OutputTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private RunningHost host = null!;
    private ServiceBusClient bus = null!;

    public async ValueTask InitializeAsync()
    {
        host = await RunningHost.StartAsync(new HostSetup(typeof(OutputSpecimens)) { Settings = { ["Forwarded"] = "outgoing" } });
        bus = new ServiceBusClient(host.Platform.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await bus.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_returned_text_is_sent_as_it_is_under_the_functions_trace()
    {
        using var activity = new Activity("sender").Start();

        await SendAsync("incoming", "hello");

        var message = await ReceiveAsync("outgoing");
        Assert.Equal(("hello", "text/plain"), (message.Body.ToString(), message.ContentType));
        Assert.Contains(activity.TraceId.ToString(), message.ApplicationProperties["Diagnostic-Id"] as string, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_sends_nothing_and_a_failure_sends_nothing()
    {
        foreach (var body in new[] { "nothing", "trouble", "last" })
            await SendAsync("incoming", body);

        var dead = await ReceiveAsync("incoming", SubQueue.DeadLetter);

        Assert.Equal("trouble", dead.Body.ToString());
        Assert.Equal("last", (await ReceiveAsync("outgoing")).Body.ToString());
        Assert.Equal(0, EmbeddedQueues.Count(host.Platform, "outgoing").Ready);
    }

    [Fact]
    public async Task Each_element_of_a_returned_list_is_a_message_in_its_order()
    {
        await SendAsync("lines", "a,b,c");

        Assert.Equal(["""{"Number":0,"Text":"a"}""", """{"Number":1,"Text":"b"}""", """{"Number":2,"Text":"c"}"""], await ReceiveAllAsync("each", 3));
    }

    [Theory]
    [InlineData("""[{"a":1}, "b", 2.50, true, null, []]""", new[] { """{"a":1}""", "b", "2.50", "True", "", "[]" })]
    [InlineData("""{"a":[1,2]}""", new[] { """{"a":[1,2]}""" })]
    [InlineData("[half", new[] { "[half" })]
    [InlineData("\"[1]\"", new[] { "\"[1]\"" })]
    public async Task A_text_that_is_a_JSON_array_is_sent_as_its_elements(string text, string[] expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        await SendAsync("incoming", text);

        Assert.Equal(expected, await ReceiveAllAsync("outgoing", expected.Length));
    }

    [Fact]
    public async Task A_text_in_brackets_that_is_no_JSON_fails_the_invocation()
    {
        await SendAsync("incoming", "[not json]");

        await ReceiveAsync("incoming", SubQueue.DeadLetter);

        Assert.Contains(host.Log.Lines, line => line.Contains("is read as JSON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_HTTP_function_answers_and_sends_by_properties_of_what_it_returns()
    {
        using var answer = await host.Client.PostAsync("/api/both/Ann", null, None);

        Assert.Equal((HttpStatusCode.OK, "for Ann"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(None)));
        Assert.Equal(["Ann"], await ReceiveAllAsync("names", 1));
        Assert.Equal(["""{"Number":1,"Text":"Ann"}""", """{"Number":2,"Text":"Ann"}"""], await ReceiveAllAsync("each", 2));
    }

    [Fact]
    public async Task A_property_that_is_null_sends_nothing()
    {
        using var answer = await host.Client.PostAsync("/api/both/quiet", null, None);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["quiet"], await ReceiveAllAsync("names", 1));
        Assert.Equal(0, EmbeddedQueues.Count(host.Platform, "each").Ready);
    }

    [Fact]
    public async Task An_HTTP_function_whose_whole_result_is_sent_answers_with_an_empty_body()
    {
        using var answer = await host.Client.PostAsync("/api/alone", null, None);

        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(None)));
        Assert.Equal(["""{"Number":7,"Text":"alone"}"""], await ReceiveAllAsync("alone", 1));
    }

    [Fact]
    public async Task When_sending_fails_the_invocation_fails_and_is_tried_again()
    {
        await SendAsync("large", "go");

        var dead = await ReceiveAsync("large", SubQueue.DeadLetter);

        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
        Assert.Equal(Enumerable.Range(1, 10).Select(delivery => $"large {delivery}"), host.Services.GetRequiredService<Notes>().All);
        Assert.Equal(10, (await ReceiveAllAsync("first", 10)).Length);
    }

    [Theory]
    [InlineData("bytes", "bytes don't reach the queue")]
    [InlineData("message", "needs a ServiceBusSender")]
    public async Task What_Azure_would_garble_fails_the_invocation(string kind, string reason)
    {
        await SendAsync("kinds", kind);

        await ReceiveAsync("kinds", SubQueue.DeadLetter);

        Assert.Contains(host.Log.Lines, line => line.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("number", "1.50")]
    [InlineData("truth", "True")]
    public async Task A_plain_value_is_sent_as_text(string kind, string expected)
    {
        await SendAsync("kinds", kind);

        Assert.Equal([expected], await ReceiveAllAsync("loose", 1));
    }

    private async Task SendAsync(string queue, string body)
    {
        await using var sender = bus.CreateSender(queue);
        await sender.SendMessageAsync(new ServiceBusMessage(body), None);
    }

    private async Task<ServiceBusReceivedMessage> ReceiveAsync(string queue, SubQueue subQueue = SubQueue.None)
    {
        await using var receiver = bus.CreateReceiver(queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, SubQueue = subQueue });
        var message = await receiver.ReceiveMessageAsync(TimeSpan.FromMinutes(1), None);
        Assert.NotNull(message);
        return message;
    }

    private async Task<string[]> ReceiveAllAsync(string queue, int count)
    {
        var bodies = new List<string>();
        while (bodies.Count < count)
            bodies.Add((await ReceiveAsync(queue)).Body.ToString());
        return [.. bodies];
    }
}
