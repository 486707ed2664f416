using Trading.Domain.Backtests;

namespace Trading.Application.Backtests.Pins;

/// <summary>A finished run and what it came from.</summary>
/// <param name="Run">The run.</param>
/// <param name="Pins">What it came from.</param>
public sealed record PinnedRun(BacktestRun Run, BacktestPins Pins)
{
    /// <summary>Runs a request on all its bars.</summary>
    /// <param name="request">What is tested.</param>
    /// <param name="data">Its bars.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">A rule looks at bars that are not there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PinnedRun Of(BacktestRequest request, BacktestData data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var run = BacktestRunner.Run(request, data, cancellationToken);
        using var digest = new RunDigest();
        data.AddTo(digest);
        digest.AddEquity(run.Equity.Span);
        return new PinnedRun(run, digest.Finish(request, run.Trades));
    }
}
