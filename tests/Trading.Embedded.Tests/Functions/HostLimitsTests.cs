using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class HostLimitsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_function_that_outlasts_the_time_out_is_cancelled_and_answered_as_failed()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)) { HostJson = """{ "functionTimeout": "00:00:00.3" }""" });

        var problem = await host.ProblemAsync("/api/endless", HttpStatusCode.InternalServerError);

        Assert.Equal("internal-error", problem.GetProperty("code").GetString());
        Assert.Contains("endless cancelled", host.Services.GetRequiredService<Notes>().All);
        Assert.Contains(host.Log.Lines, line => line.Contains("functionTimeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_whose_caller_leaves_is_cancelled()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)));
        var notes = host.Services.GetRequiredService<Notes>();
        using var leave = new CancellationTokenSource();
        var request = host.Client.GetAsync("/api/endless", leave.Token);
        await notes.WaitAsync(all => all.Contains("endless begins"));

        await leave.CancelAsync();

        await notes.WaitAsync(all => all.Contains("endless cancelled"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_lets_what_is_under_way_finish()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)));
        var notes = host.Services.GetRequiredService<Notes>();
        var request = host.Client.GetStringAsync("/api/slow", None);
        await notes.WaitAsync(all => all.Contains("slow begins"));

        var stop = host.StopAsync();
        notes.Add("go on");

        Assert.Equal("slow ended", await request);
        await stop;
    }

    [Fact]
    public async Task A_stop_cancels_what_does_not_finish_in_time()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens)) { DrainTime = TimeSpan.FromMilliseconds(200) });
        var notes = host.Services.GetRequiredService<Notes>();
        var request = host.Client.GetAsync("/api/endless", None);
        await notes.WaitAsync(all => all.Contains("endless begins"));

        await host.StopAsync();

        using var response = await request;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("endless cancelled", notes.All);
    }

    [Fact]
    public async Task The_prefix_of_routes_comes_from_host_json()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(HttpSpecimens))
        {
            HostJson = """
                {
                  // Comments are welcome here.
                  "extensions": { "http": { "routePrefix": "v1/api" } }
                }
                """,
        });

        Assert.Equal("GET x", await host.Client.GetStringAsync("/v1/api/files/x", None));
    }
}
