using Trading.Quant.Backtests;

namespace Trading.Application.Backtests.Pins;

/// <summary>Which engine computed a result.</summary>
public static class EngineVersion
{
    /// <summary>Counted up by hand whenever the same bars and rules may come to another result.</summary>
    private const int Results = 2;

    /// <summary>The assembly's version and the count of changes to results, such as <c>1.0.0.0+1</c>.</summary>
    public static string Current { get; } = $"{typeof(Simulation).Assembly.GetName().Version}+{Results}";
}
