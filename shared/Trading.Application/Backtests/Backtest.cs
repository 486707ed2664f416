using Trading.Application.Backtests.Pins;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Quant.Backtests;

namespace Trading.Application.Backtests;

/// <summary>A back-test of a user, from the request to the result.</summary>
/// <param name="User">Its owner.</param>
/// <param name="Id">Its id.</param>
/// <param name="Request">What is tested.</param>
/// <param name="IsSynthetic">True when the bars were generated and are no market's prices.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
public sealed record Backtest(UserId User, BacktestId Id, BacktestRequest Request, bool IsSynthetic, DateTimeOffset CreatedAt)
{
    /// <summary>The stored strategy it tests; null when the request said itself what to test.</summary>
    public BacktestSource? Source { get; init; }

    /// <summary>How far it is.</summary>
    public BacktestStatus Status { get; init; }

    /// <summary>Fraction of the bars that were gone through, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result, once completed.</summary>
    public BacktestResult? Result { get; init; }

    /// <summary>What the result came from, once computed; null in back-tests from before results were pinned.</summary>
    public BacktestPins? Pins { get; init; }

    /// <summary>What its limits did to it, once computed; null without limits.</summary>
    public BacktestDenials? Denials { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>True when nothing will change any more.</summary>
    public bool HasEnded => Status is BacktestStatus.Completed or BacktestStatus.Failed or BacktestStatus.Cancelled;
}
