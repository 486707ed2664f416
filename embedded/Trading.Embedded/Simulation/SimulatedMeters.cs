using System.Diagnostics.Metrics;

namespace Trading.Embedded.Hosting;

/// <summary>
/// Meters of simulated processes, one of each name for all of them. The runtime keeps a meter until it is disposed, and a process that
/// dies disposes nothing.
/// </summary>
internal sealed class SimulatedMeters : IMeterFactory
{
    public static readonly SimulatedMeters Shared = new();

    private readonly Lock gate = new();
    private readonly Dictionary<string, Meter> meters = new(StringComparer.Ordinal);

    private SimulatedMeters()
    {
    }

    public Meter Create(MeterOptions options)
    {
        lock (gate)
        {
            if (!meters.TryGetValue(options.Name, out var meter))
                meters.Add(options.Name, meter = new Meter(options));
            return meter;
        }
    }

    public void Dispose()
    {
        // They are everybody's.
    }
}
