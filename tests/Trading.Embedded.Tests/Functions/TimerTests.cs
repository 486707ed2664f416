using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Functions.Timers;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_with_run_on_startup_runs_when_the_host_starts()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(BusyTimerSpecimens)));

        var notes = await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Any(note => note.StartsWith("start", StringComparison.Ordinal)));

        Assert.Contains("start AtStart pastDue=False", notes);
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again_as_scheduled()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(BusyTimerSpecimens)));

        var notes = await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Count(note => note.StartsWith("failing", StringComparison.Ordinal)) >= 3);

        // Its schedule is under a minute, so nothing of it is remembered.
        Assert.All(notes.Where(note => note.StartsWith("failing", StringComparison.Ordinal)), note => Assert.Equal("failing True", note));
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("every other time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_once()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        try
        {
            var missed = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            using (var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder }))
                await new TimerStore(platform).WriteAsync("Rare", "0 0 0 1 1 *", new ScheduleStatus { Last = missed.AddYears(-1), Next = missed, LastUpdated = missed.AddYears(-1) });
            var setup = new HostSetup(typeof(TimerSpecimens)) { Folder = folder, Settings = { ["Often"] = "0 0 0 1 1 *" } };

            IReadOnlyList<string> first;
            await using (var host = await RunningHost.StartAsync(setup))
            {
                first = await host.Services.GetRequiredService<Notes>().WaitAsync(all => all.Count > 0);
                await host.StopAsync();
            }

            IReadOnlyList<string> second;
            ScheduleStatus? remembered;
            await using (var host = await RunningHost.StartAsync(setup))
            {
                await host.StopAsync();
                second = host.Services.GetRequiredService<Notes>().All;
                remembered = new TimerStore(host.Platform).Read("Rare", "0 0 0 1 1 *");
            }

            Assert.Equal(["rare pastDue=True last=2019"], first);
            Assert.Empty(second);
            Assert.True(remembered?.Last > missed);
            Assert.Equal((1, 1), (remembered!.Next.Month, remembered.Next.Day));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_changed_schedule_forgets_what_was_missed()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        try
        {
            var long_ago = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            using (var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder }))
                await new TimerStore(platform).WriteAsync("Rare", "0 0 0 2 2 *", new ScheduleStatus { Last = long_ago, Next = long_ago, LastUpdated = long_ago });

            await using var host = await RunningHost.StartAsync(new HostSetup(typeof(TimerSpecimens)) { Folder = folder, Settings = { ["Often"] = "0 0 0 1 1 *" } });
            await host.StopAsync();

            Assert.Empty(host.Services.GetRequiredService<Notes>().All);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task One_process_at_a_time_owns_a_timer()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        try
        {
            var clock = new ManualClock(DateTimeOffset.UnixEpoch);
            using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = clock });
            using var second = new SecondProcess(platform);
            var (one, other) = (new TimerStore(platform), new TimerStore(second.Platform));

            Assert.True(await one.TryOwnAsync("t", TimeSpan.FromMinutes(1)));
            Assert.False(await other.TryOwnAsync("t", TimeSpan.FromMinutes(1)));
            clock.Advance(TimeSpan.FromSeconds(61));
            Assert.True(await other.TryOwnAsync("t", TimeSpan.FromMinutes(1)));
            Assert.False(await one.TryOwnAsync("t", TimeSpan.FromMinutes(1)));
            await other.ReleaseAsync("t");
            Assert.True(await one.TryOwnAsync("t", TimeSpan.FromMinutes(1)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_timer_of_a_process_that_died_is_free_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("timers-").FullName;
        try
        {
            using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder, Clock = new ManualClock(DateTimeOffset.UnixEpoch) });
            using (var second = new SecondProcess(platform))
                Assert.True(await new TimerStore(second.Platform).TryOwnAsync("t", TimeSpan.FromMinutes(1)));

            Assert.True(await new TimerStore(platform).TryOwnAsync("t", TimeSpan.FromMinutes(1)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
