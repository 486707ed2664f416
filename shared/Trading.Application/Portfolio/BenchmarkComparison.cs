using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>Returns beside those of a benchmark over the same sessions.</summary>
/// <param name="Instrument">The benchmark, such as <c>US:SPY</c>, at its stored closes: without dividends unless they are in them.</param>
/// <param name="ExcessReturn">The time-weighted return less the benchmark's.</param>
/// <param name="Figures">Alpha, beta, tracking error and the rest.</param>
public sealed record BenchmarkComparison(string Instrument, double ExcessReturn, BenchmarkFigures Figures);
