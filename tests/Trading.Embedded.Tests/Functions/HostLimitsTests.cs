using System.Diagnostics.Metrics;
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
    public async Task An_answer_that_comes_after_the_time_out_goes_into_no_later_request_of_its_connection()
    {
        var lateOutcome = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var outcomes = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "functions.invocation.duration")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        outcomes.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
            if (values["function"] == "Late")
                lateOutcome.TrySetResult(values["outcome"]);
        });
        outcomes.Start();
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(LateSpecimens)) { Clock = clock, HostJson = """{ "functionTimeout": "00:01:00" }""" });
        var notes = host.Services.GetRequiredService<Notes>();
        using var oneConnection = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = host.Address };
        var late = oneConnection.GetAsync("/api/late", None);
        await notes.WaitAsync(all => all.Contains("late begins"));
        await clock.WaitedForAsync(TimeSpan.FromSeconds(65));
        clock.Advance(TimeSpan.FromSeconds(65));
        using var timedOut = await late;
        Assert.Equal(HttpStatusCode.InternalServerError, timedOut.StatusCode);
        var next = oneConnection.GetStringAsync("/api/next", None);
        await notes.WaitAsync(all => all.Contains("next begins"));

        notes.Add("late goes on");
        var outcome = await lateOutcome.Task.WaitAsync(TimeSpan.FromMinutes(1), None);
        notes.Add("next goes on");

        Assert.Equal("next", await next);
        Assert.Equal("cancelled", outcome);
    }

    [Fact]
    public async Task A_function_that_gives_up_by_itself_has_failed_and_nothing_is_stopping()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(LateSpecimens)));

        var problem = await host.ProblemAsync("/api/gives-up", HttpStatusCode.InternalServerError);

        Assert.Equal("internal-error", problem.GetProperty("code").GetString());
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
