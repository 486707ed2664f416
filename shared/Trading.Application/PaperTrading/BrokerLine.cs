using Trading.Application.Orders;
using Trading.Domain.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>The line to a broker and the broker's moods: what outlives our processes. Draws from <see cref="BrokerFaults"/> what goes wrong.</summary>
/// <param name="faults">How often.</param>
/// <param name="clock">The clock on the wall.</param>
/// <param name="random">Decides everything.</param>
/// <param name="note">Told what went wrong.</param>
public sealed class BrokerLine(BrokerFaults faults, TimeProvider clock, Random random, Action<string> note)
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LatestReport = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LargestStep = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<OrderId, bool> refusals = [];
    private readonly List<(DateTimeOffset Due, ExecutionMessage Report)> held = [];
    private DateTimeOffset outageUntil;
    private bool answersInOutage;
    private TimeSpan clockError;

    /// <summary>What may go wrong from now on.</summary>
    public BrokerFaults Faults { get; set; } = faults;

    /// <summary>Whether an order is refused; the same whenever it is asked of one.</summary>
    public bool Refuses(OrderId order)
    {
        lock (gate)
        {
            if (!refusals.TryGetValue(order, out var refused))
                refusals.Add(order, refused = Strikes(Faults.Refusal, "refuses an order"));
            return refused;
        }
    }

    /// <summary>Takes a request to the broker and the answer back, or fails to.</summary>
    /// <param name="ask">What the broker does when the request arrives.</param>
    /// <param name="lost">What a caller is told who hears nothing; a reset of the connection otherwise.</param>
    /// <param name="timing">The caller's clock.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    /// <exception cref="BrokerUnreachableException">The broker can't be reached, or the connection was reset.</exception>
    /// <exception cref="OperationCanceledException">The caller did not wait for the answer.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> ask, Func<Exception> lost, TimeProvider timing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(lost);
        cancellationToken.ThrowIfCancellationRequested();
        if (IsOut() && !answersInOutage)
            throw new BrokerUnreachableException("The broker can't be reached.");
        if (Strikes(Faults.Slow, "is slow to hear"))
            await Task.Delay(Within(BrokerFaults.LongestWay / 2), timing, cancellationToken);
        if (Strikes(Faults.LostRequest, "hears nothing"))
            throw Silence();
        var answer = await ask();
        if (Strikes(Faults.Slow, "is slow to answer"))
            await Task.Delay(Within(BrokerFaults.LongestWay / 2), timing, cancellationToken);
        return Strikes(Faults.LostAnswer, "is not heard") ? throw Silence() : answer;

        Exception Silence() => IsReset() ? new BrokerUnreachableException("The connection was reset.") : lost();
    }

    /// <summary>What the broker says it knows: nothing after a reset, otherwise everything, by its own clock.</summary>
    public IReadOnlyList<ExecutionMessage> Told(IReadOnlyList<ExecutionMessage> reports) => IsOut() ? [] : Mixed([.. reports.Select(Stamped)]);

    /// <summary>What the broker says of a whole account, which it does not after a reset.</summary>
    /// <exception cref="BrokerUnreachableException">It can't tell now.</exception>
    public T Whole<T>(T answer) => IsOut() ? throw new BrokerUnreachableException("The broker is still collecting what it knows.") : answer;

    /// <summary>What of these reports is sent at once. Others are sent later, twice or never.</summary>
    public IReadOnlyList<ExecutionMessage> Sent(IReadOnlyList<ExecutionMessage> reports)
    {
        List<ExecutionMessage> now = [];
        lock (gate)
        {
            foreach (var report in reports.Select(Stamped))
            {
                if (Strikes(Faults.LostReport, "loses a report"))
                    continue;
                if (Strikes(Faults.LateReport, "keeps a report back"))
                    held.Add((clock.GetUtcNow() + Within(LatestReport), report));
                else
                    now.Add(report);
                if (Strikes(Faults.DoubledReport, "sends a report twice"))
                    now.Add(report);
            }

            return Mixed(now);
        }
    }

    /// <summary>Reports that were kept back and are sent now.</summary>
    public IReadOnlyList<ExecutionMessage> TakeDue()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            List<ExecutionMessage> due = [.. held.Where(one => one.Due <= now).Select(one => one.Report)];
            held.RemoveAll(one => one.Due <= now);
            return Mixed(due);
        }
    }

    private bool IsOut()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (Strikes(Faults.ClockStep, "has another clock"))
                clockError = Within(2 * LargestStep) - LargestStep;
            if (now >= outageUntil && Strikes(Faults.Outage, "breaks down"))
                (outageUntil, answersInOutage) = (now + Within(LongestOutage), random.Next(2) == 0);
            // Broken down or not, it is repaired when nothing may go wrong any more.
            return now < outageUntil && Faults.Outage > 0;
        }
    }

    private bool IsReset()
    {
        lock (gate)
            return random.Next(3) == 0;
    }

    private ExecutionMessage Stamped(ExecutionMessage report) => report with { At = report.At + clockError };

    private List<ExecutionMessage> Mixed(List<ExecutionMessage> reports)
    {
        lock (gate)
        {
            if (reports.Count > 1 && Strikes(Faults.MixedReports, "mixes its reports"))
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(reports));
            return reports;
        }
    }

    private bool Strikes(double probability, string what)
    {
        lock (gate)
        {
            if (probability <= 0 || random.NextDouble() >= probability)
                return false;
        }

        note(what);
        return true;
    }

    private TimeSpan Within(TimeSpan longest)
    {
        lock (gate)
            return TimeSpan.FromMilliseconds(random.Next(1, (int)longest.TotalMilliseconds));
    }
}
