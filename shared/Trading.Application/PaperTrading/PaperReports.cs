using Trading.Application.Orders;

namespace Trading.Application.PaperTrading;

/// <summary>Sends what the simulated market did, on the line of its account.</summary>
public sealed class PaperReports(HostileLines lines, IExecutionQueue executions)
{
    /// <summary>Sends a report, which a hostile line may lose, delay or double.</summary>
    public async Task SendAsync(ExecutionMessage report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        var key = report.ToReference().ToKey();
        var line = await lines.FindAsync(key.User, key.Account, cancellationToken);
        foreach (var heard in line?.Sent([report]) ?? [report])
            await executions.SendAsync(heard, cancellationToken);
    }
}
