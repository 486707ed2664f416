using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Application.Backtests.Pins;

/// <summary>
/// Identifies what a strategy does: SHA-256 over its canonical document. The name is no part of it, nor is how its rules are written: case,
/// spacing, comments, needless brackets, aliases and parameters left at their defaults.
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
            entry {Condition(rules.Entry)}
            exit {Condition(rules.Exit)}
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
            yield return $"short {Condition(rules.ShortEntry)}\nshort exit {Condition(rules.ShortExit)}";
        if (rules.Exits != ExitLevels.None)
            yield return Text($"stop {Distance(rules.Exits.Stop)}\ntrailing {Distance(rules.Exits.TrailingStop)}\ntarget {Distance(rules.Exits.Target)}\natr {rules.Exits.AtrLength}\nbars {rules.Exits.MaxBars}");
        if (sizing != new Sizing(sizing.Kind, sizing.WholeUnits))
            yield return Text($"size {sizing.Value:0.############################} {sizing.Lookback} {sizing.MaxFraction:0.############################}");
        if (rules.MaxPositions != 1)
            yield return Text($"positions {rules.MaxPositions}");
        if (rules.Ranking is { } ranking)
            yield return $"ranking {(ranking.HighestFirst ? "highest" : "lowest")} {Number(ranking.Expression)}";
        if (!costs.IsTwoRates)
        {
            yield return Text(
                $"costs {costs.CommissionPerUnit:G29} {costs.CommissionMinimum:G29} {costs.SpreadRate:G29} {costs.ImpactRate:G29} {costs.MaxVolumeShare:G29} {costs.BorrowRate:G29} {costs.CashRate:G29} {costs.MarginRate:G29}");
        }

        if (costs.LatencyMilliseconds != 0)
            yield return Text($"latency {costs.LatencyMilliseconds}");
        if (costs.CommissionMaximum is { } most)
            yield return Text($"commission at most {most:G29}");
        if (costs.MaintenanceMargin is { } margin)
            yield return Text($"margin {margin.LongRate:G29} {margin.ShortRate:G29}");

        static string Text(FormattableString text) => FormattableString.Invariant(text);
    }

    private static string Distance(Level? level) => level is { } distance ? FormattableString.Invariant($"{distance.Value:G29} {(distance.IsAtr ? "atr" : "fraction")}") : "";

    private static string Condition(string? rule) => Rule.TryRead(rule, out var read, out _) ? read.Root.Text : Plain(rule);

    private static string Number(string formula) => Formula.TryRead(formula, out var read, out _) ? read.Root.Text : Plain(formula);

    /// <summary>No rule, or a stored text that is none any more: as written but for case and spacing.</summary>
    private static string Plain(string? text) =>
        string.Join(' ', (text ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
