using System.Globalization;
using Trading.Application.Backtests.Reports;
using Trading.Quant.Performance;

namespace Trading.Local.Reports;

/// <summary>A back-test's report as lines of text: what was run, the figures by group, and the months.</summary>
internal static class ResultTable
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[..12];

    /// <summary>What was run, and the figures by group.</summary>
    public static IEnumerable<string> Figures(BacktestReport report)
    {
        var run = report.Run;
        yield return $"{run.Name}: {run.Market}:{run.Symbol} {run.Interval}";
        yield return Row("Bars", string.Create(
            CultureInfo.InvariantCulture, $"{run.Bars:#,##0}, {run.First:yyyy-MM-dd} to {run.Last:yyyy-MM-dd}"));
        yield return Row("Entry", run.Entry);
        yield return Row("Exit", run.Exit ?? "by no rule");
        foreach (var assumption in report.Honesty.Assumptions)
            yield return Row(assumption.Name, assumption.Text);
        yield return Row("Initial equity", $"{Text(run.InitialEquity, FigureUnit.Money)} {run.Currency}");
        yield return Row("Final equity", $"{Text(run.FinalEquity, FigureUnit.Money)} {run.Currency}");
        foreach (var group in report.Groups)
        {
            yield return "";
            yield return group.Name;
            foreach (var figure in group.Figures.Where(figure => !double.IsNaN(figure.Value)))
                yield return Row(figure.Name, Text(figure.Value, figure.Unit) + Interval(figure));
        }

        if (report.Honesty.Pins is { } pins)
        {
            yield return "";
            yield return "Made from";
            yield return Row("Strategy", pins.Strategy);
            yield return Row("Data", pins.Data);
            yield return Row("Engine", pins.Engine);
            yield return Row("Result", pins.Result);
        }

        yield return "";
        foreach (var warning in report.Honesty.Warnings)
            yield return $"! {warning}";
    }

    /// <summary>Returns of months and years in percent.</summary>
    public static IEnumerable<string> Monthly(BacktestReport report)
    {
        yield return $"Monthly returns, %\n      {string.Concat(Months.Select(month => $"{month,7}"))}{"Year",8}";
        foreach (var year in report.Years)
            yield return $"{year.Year,6}{string.Concat(year.Months.Select(change => $"{Share(change),7}"))}{Share(year.Total),8}";
    }

    private static string Row(string name, string value) => $"  {name,-30}{value}";

    private static string Interval(ReportFigure figure) => figure.Interval is { } interval
        ? $"   ({Text(interval.Low, figure.Unit)} to {Text(interval.High, figure.Unit)}: {interval.Basis.Replace(" below", "", StringComparison.Ordinal)})"
        : "";

    private static string Share(double fraction) =>
        double.IsNaN(fraction) ? "" : (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(double value, FigureUnit unit) => value.ToString(unit switch
    {
        FigureUnit.Fraction => "0.00%",
        FigureUnit.Ratio => "#,##0.0000",
        FigureUnit.Money => "#,##0.00",
        FigureUnit.Count => "#,##0",
        _ => "#,##0.0",
    }, CultureInfo.InvariantCulture);
}
