namespace Trading.Application.Backtests;

/// <summary>The orchestrations that carry back-tests, as far as handlers call on them.</summary>
public interface IBacktestWorkflows
{
    /// <summary>Starts the back-test's orchestration unless there is one.</summary>
    Task EnsureStartedAsync(BacktestReference backtest, CancellationToken cancellationToken);
}
