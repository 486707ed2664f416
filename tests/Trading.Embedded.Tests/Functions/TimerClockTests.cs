using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Embedded.Functions.Timers;
using Trading.Embedded.Hosting;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

/// <summary>Timer functions over hours and restarts, on a clock that the test moves.</summary>
public sealed class TimerClockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("timers-").FullName;
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 1, 5, 10, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_timer_runs_when_it_is_due()
    {
        await using var host = await StartAsync("0 */20 * * * *");

        await clock.PassAsync(TimeSpan.FromMinutes(40));

        await RanAsync(host, "10:20:00 pastDue=False", "10:40:00 pastDue=False");
    }

    [Fact]
    public async Task A_computer_that_slept_makes_up_for_its_missed_runs_by_one_that_says_so_within_a_minute()
    {
        await using var host = await StartAsync("0 0 * * * *");
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1));

        clock.SetForward(new TimeSpan(3, 10, 0));
        await clock.PassAsync(TimeSpan.FromMinutes(1));

        await RanAsync(host, "13:11:00 pastDue=True");
        await clock.PassAsync(TimeSpan.FromMinutes(49));
        await RanAsync(host, "13:11:00 pastDue=True", "14:00:00 pastDue=False");
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_its_interval_is_followed_at_once()
    {
        await using var host = await StartAsync("00:10:00");
        var notes = host.Services.GetRequiredService<Notes>();
        notes.Add("hold");
        await clock.PassAsync(TimeSpan.FromMinutes(10));
        await notes.WaitAsync(all => all.Count == 2);

        clock.Advance(TimeSpan.FromMinutes(25));
        notes.Add("go on");

        Assert.Equal(
            ["hold", "10:10:00 pastDue=False", "go on", "10:35:00 pastDue=False"],
            await notes.WaitAsync(all => all.Count == 4));
    }

    [Fact]
    public async Task An_interval_goes_on_over_a_restart()
    {
        await using (await StartAsync("00:10:00"))
            await clock.PassAsync(TimeSpan.FromMinutes(6));

        await using var host = await StartAsync("00:10:00");
        await clock.PassAsync(TimeSpan.FromMinutes(4));

        await RanAsync(host, "10:10:00 pastDue=False");
    }

    [Fact]
    public async Task A_run_that_a_stop_cut_off_is_made_up_for_at_the_next_start()
    {
        await using (var first = await StartAsync("0 */20 * * * *"))
        {
            first.Services.GetRequiredService<Notes>().Add("hold");
            await clock.PassAsync(TimeSpan.FromMinutes(20));
            await first.Services.GetRequiredService<Notes>().WaitAsync(all => all.Count == 2);
            var stop = first.StopAsync();
            await clock.PassAsync(TimeSpan.FromSeconds(10));
            await stop;
        }

        await using var host = await StartAsync("0 */20 * * * *");

        await RanAsync(host, "10:20:10 pastDue=True");
    }

    [Fact]
    public async Task A_record_of_a_clock_that_was_wrong_does_not_silence_a_timer()
    {
        var wrong = new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using (var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder }))
            await new TimerStore(platform).WriteAsync("Scheduled", "0 */20 * * * *", new ScheduleStatus { Last = wrong, Next = wrong.AddMinutes(20), LastUpdated = wrong });

        await using var host = await StartAsync("0 */20 * * * *");
        await clock.PassAsync(TimeSpan.FromMinutes(20));

        await RanAsync(host, "10:20:00 pastDue=False");
    }

    [Fact]
    public async Task Another_time_zone_is_another_schedule_and_nothing_of_the_old_one_is_missed()
    {
        await using (await StartAsync("0 0 11 * * *"))
        {
            // Remembers 11:00 UTC.
        }

        clock.SetForward(TimeSpan.FromHours(2));
        await using var host = await StartAsync("0 0 11 * * *", ("WEBSITE_TIME_ZONE", "Asia/Seoul"));
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1));

        await RanAsync(host);
        Assert.Contains(host.Log.Lines, line => line.Contains("timer 0 0 11 * * * (Asia/Seoul)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_processes_on_a_folder_one_runs_a_timer_and_the_other_takes_over_when_it_ends()
    {
        await using var host = await StartAsync("0 * * * * *");
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1));
        var runtime = host.Services.GetRequiredService<FunctionsRuntime>();
        using var process = new SecondProcess(host.Platform);
        await using var other = new TimerListener(process.Platform, runtime.Functions, runtime.Invoker, NullLogger<TimerListener>.Instance);
        await other.StartAsync();

        await PassMinuteByTriesAsync();
        await RanAsync(host, "10:01:00 pastDue=False");
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1));
        await PassMinuteByTriesAsync();
        await RanAsync(host, "10:01:00 pastDue=False", "10:02:00 pastDue=False");
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1));
        await runtime.Timers.StopAsync();
        await clock.WaitedForAsync(TimerListener.BetweenTries);
        clock.Advance(TimerListener.BetweenTries);
        await clock.WaitedForAsync(TimeSpan.FromMinutes(1) - TimerListener.BetweenTries);
        clock.Advance(TimeSpan.FromMinutes(1) - TimerListener.BetweenTries);

        await RanAsync(host, "10:01:00 pastDue=False", "10:02:00 pastDue=False", "10:03:00 pastDue=False");
        await other.StopAsync();
    }

    private async Task PassMinuteByTriesAsync()
    {
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += TimerListener.BetweenTries)
        {
            await clock.WaitedForAsync(TimerListener.BetweenTries);
            clock.Advance(TimerListener.BetweenTries);
        }
    }

    private static async Task RanAsync(RunningHost host, params string[] runs) =>
        Assert.Equal(runs, await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Count >= runs.Length));

    private HostSetup Setup(string schedule, params (string Name, string Value)[] settings)
    {
        var setup = new HostSetup(typeof(ScheduledSpecimens))
        {
            Folder = folder,
            Clock = clock,
            HostJson = """{ "functionTimeout": "-1" }""",
            Settings = { ["Schedule"] = schedule },
        };
        foreach (var (name, value) in settings)
            setup.Settings[name] = value;
        return setup;
    }

    private Task<RunningHost> StartAsync(string schedule, params (string Name, string Value)[] settings) => RunningHost.StartAsync(Setup(schedule, settings));
}
