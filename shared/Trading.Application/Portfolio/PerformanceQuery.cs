using Trading.Domain.Markets;
using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>Which performance somebody wants to see.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Benchmark">What to compare with; null for nothing.</param>
/// <param name="Period">What returns are summed up over.</param>
public sealed record PerformanceQuery(DateOnly From, DateOnly To, InstrumentId? Benchmark, ReturnPeriod Period)
{
    /// <summary>ISO 4217 code of the currency in which all are to be shown together; null for each by itself alone.</summary>
    public string? Currency { get; init; }
}
