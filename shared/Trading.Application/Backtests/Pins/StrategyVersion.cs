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
            """).ReplaceLineEndings("\n") + string.Concat(Additions(strategy).Select(addition => "\n" + addition));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
    }

    /// <summary>What a strategy has beyond one instrument, two rules and two rates: only what it uses, so that other strategies keep their version.</summary>
    private static IEnumerable<string> Additions(StrategyDocument strategy)
    {
        var (rules, costs) = (strategy.Rules, strategy.Costs);
        var sizing = rules.Sizing;
        if (strategy.OtherInstruments.Count > 0)
            yield return $"others {string.Join(' ', strategy.OtherInstruments)}";
        if (strategy.Segment is { } segment)
            yield return $"segment {segment}";
        if (rules.ShortEntry is not null)
            yield return $"short {Canonical(rules.ShortEntry)}\nshort exit {Canonical(rules.ShortExit)}";
        if (rules.Exits != ExitLevels.None)
            yield return Text($"stop {Distance(rules.Exits.Stop)}\ntrailing {Distance(rules.Exits.TrailingStop)}\ntarget {Distance(rules.Exits.Target)}\natr {rules.Exits.AtrLength}\nbars {rules.Exits.MaxBars}");
        if (sizing != new Sizing(sizing.Kind, sizing.WholeUnits))
            yield return Text($"size {sizing.Value:0.############################} {sizing.Lookback} {sizing.MaxFraction:0.############################}");
        if (rules.MaxPositions != 1)
            yield return Text($"positions {rules.MaxPositions}");
        if (rules.Ranking is { } ranking)
            yield return $"ranking {(ranking.HighestFirst ? "highest" : "lowest")} {Canonical(ranking.Expression)}";
        if (costs != new TradingCosts(costs.CommissionRate, costs.SlippageRate))
        {
            yield return Text(
                $"costs {costs.CommissionPerUnit:G29} {costs.CommissionMinimum:G29} {costs.SpreadRate:G29} {costs.ImpactRate:G29} {costs.MaxVolumeShare:G29} {costs.BorrowRate:G29} {costs.CashRate:G29} {costs.MarginRate:G29}");
        }

        static string Text(FormattableString text) => FormattableString.Invariant(text);
    }

    private static string Distance(Level? level) => level is { } distance ? FormattableString.Invariant($"{distance.Value:G29} {(distance.IsAtr ? "atr" : "fraction")}") : "";

    private static string Canonical(string? rule) =>
        string.Join(' ', (rule ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
