namespace Trading.Application.Portfolio;

/// <summary>How the money of one currency did, beside a benchmark, and what its trades did.</summary>
public sealed record CurrencyPerformance : MoneyPerformance
{
    /// <summary>What money did, and what belongs to one currency alone.</summary>
    /// <param name="money">Of this currency by itself.</param>
    /// <param name="benchmark"><see cref="Benchmark"/>.</param>
    /// <param name="trades"><see cref="Trades"/>.</param>
    internal CurrencyPerformance(MoneyPerformance money, BenchmarkComparison? benchmark, TradesView trades)
        : base(money)
    {
        Benchmark = benchmark;
        Trades = trades;
    }

    /// <summary>Beside the benchmark of the same currency; null without one.</summary>
    public BenchmarkComparison? Benchmark { get; }

    /// <summary>Statistics of closed lots.</summary>
    public TradesView Trades { get; }
}
