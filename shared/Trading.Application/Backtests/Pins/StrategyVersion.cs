using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Domain.Strategies;

namespace Trading.Application.Backtests.Pins;

/// <summary>
/// Identifies what a strategy does: SHA-256 over its canonical document. The name is no part of it, nor are case and spacing of its rules.
/// </summary>
public static class StrategyVersion
{
    /// <summary>The version of a strategy in lower-case hexadecimal digits.</summary>
    public static string Of(StrategyDocument strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var (rules, costs) = (strategy.Rules, strategy.Costs);
        var document = string.Create(CultureInfo.InvariantCulture,
            $"""
            instrument {strategy.Instrument}
            interval {strategy.Interval.Code}
            entry {Canonical(rules.Entry)}
            exit {Canonical(rules.Exit)}
            sizing {rules.Sizing.Kind} {(rules.Sizing.WholeUnits ? "whole" : "fractions")}
            commission {costs.CommissionRate:0.############################}
            slippage {costs.SlippageRate:0.############################}
            """).ReplaceLineEndings("\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
    }

    private static string Canonical(string? rule) =>
        string.Join(' ', (rule ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
