using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

/// <summary>A host that stops takes nothing new, lets finish what is under way, and gives back at once what does not.</summary>
public sealed class DrainTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task While_a_host_stops_nobody_new_gets_in_and_who_is_in_gets_an_answer()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)));
        var notes = host.Services.GetRequiredService<Notes>();
        var inside = host.Client.GetAsync("/api/slow", None);
        await notes.WaitAsync(all => all.Contains("slow begins"));

        var stop = host.StopAsync();
        await RefusesAsync(host.Address);
        notes.Add("go on");

        using var answer = await inside;
        Assert.Equal("slow ended", await answer.Content.ReadAsStringAsync(None));
        await stop;
    }

    [Fact]
    public async Task A_message_whose_function_finishes_during_a_stop_is_done()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(SlowQueueSpecimens)));
        var notes = host.Services.GetRequiredService<Notes>();
        await using var bus = new ServiceBusClient(host.Platform.ConnectionString);
        await bus.CreateSender("slow").SendMessageAsync(new ServiceBusMessage("m"), None);
        await notes.WaitAsync(all => all.Contains("m begins"));

        var stop = host.StopAsync();
        notes.Add("go on");
        await stop;

        Assert.Contains("m ends", notes.All);
        Assert.Null(await bus.CreateReceiver("slow").PeekMessageAsync(cancellationToken: None));
    }

    [Fact]
    public async Task A_message_that_a_stop_cut_off_and_those_behind_it_are_in_the_queue_at_once()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(SlowQueueSpecimens))
        {
            HostJson = """{ "extensions": { "serviceBus": { "maxConcurrentCalls": 1 } } }""",
            DrainTime = TimeSpan.FromMilliseconds(200),
        });
        var notes = host.Services.GetRequiredService<Notes>();
        await using var bus = new ServiceBusClient(host.Platform.ConnectionString);
        await bus.CreateSender("slow").SendMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b")], None);
        await notes.WaitAsync(all => all.Contains("a begins"));

        await host.StopAsync();

        // A lock would hide them for thirty seconds and more.
        var receiver = bus.CreateReceiver("slow");
        var given = await receiver.ReceiveMessagesAsync(2, TimeSpan.FromSeconds(5), None);
        Assert.Equal([("a", 2), ("b", 1)], given.Select(message => (message.Body.ToString(), message.DeliveryCount)).Order());
        Assert.DoesNotContain("a ends", notes.All);
    }

    private static async Task RefusesAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var caller = new TcpClient();
            try
            {
                await caller.ConnectAsync(address.Host, address.Port, limit.Token);
                await Task.Delay(1, limit.Token);
            }
            catch (SocketException error)
            {
                Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
                return;
            }
        }
    }
}
