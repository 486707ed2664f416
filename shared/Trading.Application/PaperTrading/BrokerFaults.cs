namespace Trading.Application.PaperTrading;

/// <summary>How often what goes wrong at a broker. Each is a probability from 0 (never, the default) to 1, drawn anew at each occasion.</summary>
public sealed record BrokerFaults
{
    /// <summary>Longest time that a request, or its answer, is under way.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(8);

    /// <summary>Nothing goes wrong.</summary>
    public static BrokerFaults None { get; } = new();

    /// <summary>Enough of everything that a few dozen orders see several of each.</summary>
    public static BrokerFaults Hostile { get; } = new()
    {
        LostRequest = 0.08,
        LostAnswer = 0.1,
        Slow = 0.15,
        Refusal = 0.05,
        Outage = 0.02,
        LostReport = 0.08,
        LateReport = 0.15,
        DoubledReport = 0.15,
        MixedReports = 0.2,
        ClockStep = 0.02,
    };

    /// <summary>A request never arrives, and the caller hears nothing, or that the connection was reset; by request.</summary>
    public double LostRequest { get; init; }

    /// <summary>What was asked is done, and the caller hears nothing, or that the connection was reset; by request.</summary>
    public double LostAnswer { get; init; }

    /// <summary>A request or its answer takes up to <see cref="LongestWay"/>; by request.</summary>
    public double Slow { get; init; }

    /// <summary>An order is refused because there were too many; by order.</summary>
    public double Refusal { get; init; }

    /// <summary>For up to five minutes the broker can't be reached, or answers and knows of no order; by request.</summary>
    public double Outage { get; init; }

    /// <summary>A report is never sent and can only be asked for; by report.</summary>
    public double LostReport { get; init; }

    /// <summary>A report is sent up to a minute and a half later; by report.</summary>
    public double LateReport { get; init; }

    /// <summary>A report is sent twice; by report.</summary>
    public double DoubledReport { get; init; }

    /// <summary>Reports come in any order; by occasion.</summary>
    public double MixedReports { get; init; }

    /// <summary>The clock by which reports are stamped jumps by up to five minutes, either way; by request.</summary>
    public double ClockStep { get; init; }
}
