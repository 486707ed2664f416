using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Tests.Functions;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Simulation;

/// <summary>Processes on virtual time: what outlives their deaths, what a seed decides, and what ends a simulation.</summary>
public sealed class SimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_month_of_waiting_takes_no_time()
    {
        using var simulation = Calm();

        simulation.Run(() => Task.Delay(TimeSpan.FromDays(30), simulation.Clock));

        Assert.Equal(Start.AddDays(30), simulation.Now);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_not_after_they_were_set_anew_or_disposed()
    {
        using var simulation = Calm();
        var fired = new List<string>();
        ITimer Timer(string name, double dueSeconds, double periodSeconds = 0) => simulation.Clock.CreateTimer(
            _ => fired.Add($"{name} {(simulation.Now - Start).TotalSeconds}"), null, TimeSpan.FromSeconds(dueSeconds),
            periodSeconds > 0 ? TimeSpan.FromSeconds(periodSeconds) : Timeout.InfiniteTimeSpan);

        Timer("late", 5);
        Timer("early", 1);
        using var periodic = Timer("periodic", 2, 2);
        Timer("gone", 3).Dispose();
        Timer("moved", 3).Change(TimeSpan.FromSeconds(4.5), Timeout.InfiniteTimeSpan);
        simulation.RunUntil(Start.AddSeconds(5));

        Assert.Equal(["early 1", "periodic 2", "periodic 4", "moved 4.5", "late 5"], fired);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 1)]
    public void A_commit_is_there_after_a_death_if_and_only_if_the_death_came_after_it(double before, double after, long expected)
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", platform =>
        {
            platform.Store.Migrate("CREATE TABLE IF NOT EXISTS facts (fact TEXT)");
            return Task.CompletedTask;
        });
        simulation.RunUntil(Start.AddSeconds(1));
        node.Faults.Plan = new FaultPlan { CrashBeforeCommit = before, CrashAfterCommit = after };

        Assert.Throws<SimulatedDeathException>(() => simulation.Run(() => node.CallAsync(platform =>
            platform.Store.WriteAsync(session => session.Execute("INSERT INTO facts VALUES ('x')")))));

        node.Faults.Plan = FaultPlan.None;
        simulation.RunUntil(Start.AddMinutes(1));
        Assert.Equal((2, expected), (node.Lives, simulation.Run(() => node.CallAsync(platform =>
            Task.FromResult(platform.Store.Read(session => (long)session.Scalar("SELECT count(*) FROM facts")!))))));
    }

    [Fact]
    public void A_refused_commit_undoes_its_writes_and_says_so_to_each()
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", platform =>
        {
            platform.Store.Migrate("CREATE TABLE facts (fact TEXT)");
            return Task.CompletedTask;
        });
        simulation.RunUntil(Start.AddSeconds(1));
        node.Faults.Plan = new FaultPlan { RefusedCommit = 1 };

        Assert.Throws<EmbeddedStoreException>(() => simulation.Run(() => node.CallAsync(platform =>
            platform.Store.WriteAsync(session => session.Execute("INSERT INTO facts VALUES ('x')")))));

        Assert.Null(node.Platform.Store.Read(session => session.Scalar("SELECT 1 FROM facts")));
    }

    [Fact]
    public void A_write_that_failed_on_what_a_refused_commit_took_back_is_told_of_the_refusal()
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", platform =>
        {
            platform.Store.Migrate("CREATE TABLE facts (fact TEXT PRIMARY KEY)");
            return Task.CompletedTask;
        });
        simulation.RunUntil(Start.AddSeconds(1));
        node.Faults.Plan = new FaultPlan { RefusedCommit = 1 };

        var writes = simulation.Run(() => node.CallAsync(async platform =>
        {
            Task[] both =
            [
                platform.Store.WriteAsync(session => session.Execute("INSERT INTO facts VALUES ('x')")),
                platform.Store.WriteAsync(session => session.Execute("INSERT INTO facts VALUES ('x')")),
            ];
            await Task.WhenAll(both).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Current);
            return both;
        }));

        Assert.All(writes, write => Assert.IsType<EmbeddedStoreException>(write.Exception!.InnerException));
    }

    [Fact]
    public void What_a_dead_process_held_is_free()
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", _ => Task.CompletedTask);
        simulation.RunUntil(Start.AddSeconds(1));
        var (held, first) = (node.Platform.TryClaim("engine"), node.Platform.ProcessId);
        Assert.NotNull(held);
        Assert.Null(node.Platform.TryClaim("engine"));

        node.Crash();
        simulation.RunUntil(Start.AddMinutes(1));

        Assert.True(node.Platform.IsDead(first));
        Assert.NotNull(node.Platform.TryClaim("engine"));
    }

    [Fact]
    public void A_process_is_woken_by_the_message_of_another_and_a_dead_ones_locks_are_given_back()
    {
        using var simulation = Calm();
        var received = new List<string>();
        var sender = simulation.AddNode("sender", _ => Task.CompletedTask);
        var receiver = simulation.AddNode("receiver", async platform =>
        {
            var processor = new ServiceBusClient(platform.ConnectionString).CreateProcessor("work");
            processor.ProcessMessageAsync += async message =>
            {
                received.Add($"{message.Message.Body} {message.Message.DeliveryCount}");
                if (message.Message.DeliveryCount == 1)
                    await Task.Delay(Timeout.InfiniteTimeSpan, platform.Clock, CancellationToken.None);
            };
            processor.ProcessErrorAsync += _ => Task.CompletedTask;
            await processor.StartProcessingAsync();
        });
        simulation.RunUntil(Start.AddSeconds(1));

        simulation.Run(() => sender.CallAsync(async platform =>
        {
            await new ServiceBusClient(platform.ConnectionString).CreateSender("work").SendMessageAsync(new ServiceBusMessage("a"));
            return true;
        }));
        simulation.RunUntil(Start.AddSeconds(2));
        receiver.Crash();
        simulation.RunUntilIdle(Start.AddMinutes(1));

        Assert.Equal(["a 1", "a 2"], received);
    }

    [Fact]
    public void A_jumping_clock_moves_no_timer()
    {
        using var simulation = new Embedded.Simulation(5, Start, new FaultPlan { ClockStep = 1 });
        var node = simulation.AddNode("one", _ => Task.CompletedTask);
        simulation.RunUntil(Start.AddSeconds(1));
        DateTimeOffset? woke = null;
        _ = simulation.Begin(async () =>
        {
            woke = await node.CallAsync(async platform =>
            {
                await Task.Delay(TimeSpan.FromMinutes(3), platform.Clock);
                return simulation.Now;
            });
        });

        simulation.RunUntil(Start.AddMinutes(10));

        Assert.Equal(Start.AddMinutes(3).AddSeconds(1), woke);
        Assert.NotEqual(simulation.Now, node.Platform.Clock.GetUtcNow());
        Assert.InRange((node.Platform.Clock.GetUtcNow() - simulation.Now).Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void The_same_seed_gives_the_same_history_and_another_seed_another()
    {
        var history = Enumerable.Range(0, 2).Select(_ => HistoryOf(7)).ToArray();

        Assert.Contains("dies", history[0], StringComparison.Ordinal);
        Assert.Equal(history[0], history[1]);
        Assert.NotEqual(history[0], HistoryOf(8));
    }

    [Fact]
    public void Work_that_leaves_the_thread_ends_the_simulation_with_the_place()
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", _ => Task.CompletedTask);
        simulation.RunUntil(Start.AddSeconds(1));

        var error = Assert.Throws<SimulationException>(() => simulation.Run(() => node.CallAsync(async _ =>
        {
            using var begun = new ManualResetEventSlim();
            var elsewhere = Task.Run(begun.Set, TestContext.Current.CancellationToken);
            begun.Wait(TestContext.Current.CancellationToken);
            await elsewhere;
            await Task.Run(() => { }, TestContext.Current.CancellationToken);
            return true;
        })));

        Assert.Contains("left the simulation's thread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_what_never_comes_is_an_error_and_so_is_a_process_that_can_not_start()
    {
        using (var simulation = Calm())
            Assert.Throws<SimulationException>(() => simulation.Run(() => Task.Delay(Timeout.InfiniteTimeSpan, simulation.Clock), Start.AddDays(1)));

        using var broken = Calm();
        broken.AddNode("one", _ => throw new InvalidOperationException("no settings"));
        Assert.Contains("no settings", Assert.Throws<SimulationException>(() => broken.RunUntil(Start.AddSeconds(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_idle_while_a_message_waits_for_its_time()
    {
        using var simulation = Calm();
        var node = simulation.AddNode("one", _ => Task.CompletedTask);
        simulation.RunUntil(Start.AddSeconds(1));
        simulation.Run(() => node.CallAsync(async platform =>
        {
            var sender = new ServiceBusClient(platform.ConnectionString).CreateSender("work");
            await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), Start.AddHours(1));
            return true;
        }));

        Assert.Throws<SimulationException>(() => simulation.RunUntilIdle(Start.AddMinutes(30)));

        simulation.Run(() => node.CallAsync(async platform =>
            await new ServiceBusClient(platform.ConnectionString).CreateReceiver("work", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete }).ReceiveMessageAsync(TimeSpan.FromHours(2))));
        simulation.RunUntilIdle(simulation.Now);
    }

    [Fact]
    public void Nothing_of_the_processes_of_a_simulation_stays_in_memory_when_it_is_over()
    {
        var platforms = PlatformsOfTwoLives();

        Assert.Equal(2, platforms.Count);
        Assert.True(SpinWait.SpinUntil(() => AreCollected(platforms), TimeSpan.FromSeconds(30)), "A process is still in memory.");
    }

    // What runs beside this test may hold something for a moment.
    private static bool AreCollected(List<WeakReference> platforms)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return platforms.TrueForAll(platform => !platform.IsAlive);
    }

    // In a method of its own, so that no variable of the test holds anything.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> PlatformsOfTwoLives()
    {
        var platforms = new List<WeakReference>();
        using var simulation = Calm();
        var node = simulation.AddNode("one", async platform =>
        {
            platforms.Add(new WeakReference(platform));
            var builder = EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
            {
                Platform = platform,
                FunctionsAssembly = typeof(TimerSpecimens).Assembly,
                IncludesType = type => type == typeof(TimerSpecimens),
                Settings = new Dictionary<string, string?> { ["Often"] = "0 * * * * *" },
            });
            builder.ConfigureFunctionsWebApplication();
            builder.Services.AddSingleton<Notes>();
            await SimulatedFunctions.StartAsync(builder);
        });
        simulation.RunUntil(Start.AddMinutes(5));
        node.Crash();
        simulation.RunUntil(Start.AddMinutes(10));
        return platforms;
    }

    private static Embedded.Simulation Calm() => new(1, Start, FaultPlan.None);

    private static string HistoryOf(int seed)
    {
        using var history = new StringWriter();
        using (var simulation = new Embedded.Simulation(seed, Start, new FaultPlan { CrashBeforeCommit = 0.05, DelayedDelivery = 0.5, DuplicateDelivery = 0.3 }, history))
        {
            foreach (var name in new[] { "one", "two" })
                simulation.AddNode(name, PlayAsync);
            simulation.RunUntil(Start.AddMinutes(10));
        }

        return history.ToString();
    }

    // Each message is answered with another, for ever.
    private static async Task PlayAsync(EmbeddedPlatform platform)
    {
        var client = new ServiceBusClient(platform.ConnectionString);
        var sender = client.CreateSender("ball");
        var processor = client.CreateProcessor("ball", new ServiceBusProcessorOptions { MaxConcurrentCalls = 2 });
        processor.ProcessMessageAsync += async message =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3), platform.Clock);
            await sender.SendMessageAsync(new ServiceBusMessage(platform.NewId().ToString()));
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await sender.SendMessageAsync(new ServiceBusMessage("serve"));
    }
}
