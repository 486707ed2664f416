using Trading.Application.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Templates;

/// <summary>Tells the bars on which a rule may have been chosen from those after its publication.</summary>
internal static class PublicationRemark
{
    private const int FewBars = 20;

    /// <summary>A sentence about what of a run is out of sample, with the figures of both parts.</summary>
    public static string Of(Template template, BacktestRun run)
    {
        if (template.Published is not { } year)
            return "Nobody knows on which prices these rules and numbers were chosen, so no part of the bars is surely out of sample.";
        var end = new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
        var at = run.Times.Span.BinarySearch(end);
        var before = at < 0 ? ~at : at;
        var after = run.Times.Length - before;
        if (after < FewBars)
            return $"The rules were published in {year}; of the bars after it, the only ones out of sample, there are {after}.";
        if (before < FewBars)
            return $"The rules were published in {year}, before these bars: all of them are out of sample, for the rules' authors if not for their readers.";
        return $"The rules were published in {year}. Until then {Told(run, 0, before)}; since then, out of sample, {Told(run, before, after)}.";
    }

    private static string Told(BacktestRun run, int first, int count)
    {
        var metrics = new PerformanceMetrics(first == 0 ? run.Result.InitialCash : run.Equity.Span[first - 1]);
        foreach (var equity in run.Equity.Span.Slice(first, count))
            metrics.Add(equity);
        return FormattableString.Invariant(
            $"the return was {metrics.TotalReturn * 100:0.#} % with a Sharpe ratio of {metrics.Sharpe(run.Result.PeriodsPerYear):0.00} and a drawdown of {metrics.MaxDrawdown * 100:0.#} %");
    }
}
