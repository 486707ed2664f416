using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class MiddlewareTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Middleware_runs_around_every_invocation_of_every_trigger_in_the_order_it_was_added()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(
            typeof(HttpSpecimens), typeof(QueueSpecimens), typeof(DurableSpecimens), typeof(TimerSpecimens), typeof(BusyTimerSpecimens))
        {
            Settings = { ["ObjectQueue"] = "objects", ["Often"] = "0 0 0 1 1 *" },
            Compose = builder =>
            {
                builder.ConfigureFunctionsWebApplication();
                builder.UseMiddleware<Outer>();
                builder.UseMiddleware(async (context, next) =>
                {
                    context.InstanceServices.GetRequiredService<Notes>().Add($"{context.FunctionDefinition.Name} inner begins http={context.GetHttpContext() is not null}");
                    await next();
                });
            },
        });
        await using var bus = new ServiceBusClient(host.Platform.ConnectionString);
        await using var sender = bus.CreateSender("texts");

        await sender.SendMessageAsync(new ServiceBusMessage("m"), None);
        using var sum = await host.Client.PostAsync("/api/sum/m1?upTo=1", null, None);
        sum.EnsureSuccessStatusCode();

        var notes = await host.Services.GetRequiredService<Notes>().WaitAsync(all =>
            new[] { "Text ends", "StartSum ends", "Sum ends", "Add ends", "AtStart ends", "Failing ends" }.All(all.Contains));
        foreach (var (name, http) in new[] { ("Text", false), ("StartSum", true), ("Sum", false), ("Add", false), ("AtStart", false) })
        {
            var own = notes.Where(note => note.StartsWith($"{name} ", StringComparison.Ordinal)).ToList();
            Assert.Equal([$"{name} begins", $"{name} inner begins http={http}", $"{name} ends"], own);
        }
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_ends_the_invocation()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens))
        {
            Compose = builder =>
            {
                builder.ConfigureFunctionsWebApplication();
                builder.UseMiddleware((context, _) =>
                {
                    context.GetHttpContext()!.Response.StatusCode = 418;
                    return Task.CompletedTask;
                });
            },
        });

        using var response = await host.Client.GetAsync("/api/files/x", None);

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(None));
    }

    private sealed class Outer(Notes notes) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            notes.Add($"{context.FunctionDefinition.Name} begins");
            try
            {
                await next(context);
            }
            finally
            {
                notes.Add($"{context.FunctionDefinition.Name} ends");
            }
        }
    }
}
