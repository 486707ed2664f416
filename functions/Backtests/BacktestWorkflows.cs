using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trading.Application.Backtests;

namespace Trading.Functions.Backtests;

/// <summary>The orchestrations of back-tests as handlers see them.</summary>
internal sealed class BacktestWorkflows(DurableTaskClient client) : IBacktestWorkflows
{
    public async Task EnsureStartedAsync(BacktestReference backtest, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(backtest.Id, cancellationToken) is not null)
            return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                BacktestOrchestration.Name, backtest, new StartOrchestrationOptions { InstanceId = backtest.Id }, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // Somebody else started it in between; anything else is a fault.
            if (await client.GetInstanceAsync(backtest.Id, cancellationToken) is null)
                throw;
        }
    }
}
