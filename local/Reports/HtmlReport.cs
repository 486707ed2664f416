using System.Globalization;
using System.Net;
using System.Text;
using Trading.Application.Backtests;
using Trading.Domain.Backtests;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Local.Reports;

/// <summary>A back-test's report in one HTML file that loads nothing from elsewhere.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#2563eb;--down:#dc2626;--grid:#8884}
        body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem;margin-bottom:.2rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.5rem}dt{opacity:.7}dd{margin:0;font-variant-numeric:tabular-nums}
        svg{width:100%;height:auto;display:block}text{fill:currentColor;font-size:11px;opacity:.7}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.9rem}
        td,th{text-align:right;padding:.25rem .6rem;border-bottom:1px solid var(--grid);white-space:nowrap}th:first-child,td:first-child{text-align:left}
        .loss{color:var(--down)}
        """;

    // Shows time and value of the point under the pointer, from the points that the chart carries.
    private const string Script = """
        for (const svg of document.querySelectorAll("svg[data-points]")) {
          const points = JSON.parse(svg.dataset.points), label = svg.querySelector(".label"), cursor = svg.querySelector(".cursor");
          svg.addEventListener("pointermove", event => {
            const box = svg.getBoundingClientRect(), at = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
            const nearest = points.reduce((best, point) => Math.abs(point[0] - at) < Math.abs(best[0] - at) ? point : best);
            cursor.setAttribute("x1", nearest[0]); cursor.setAttribute("x2", nearest[0]); cursor.style.display = "";
            label.textContent = nearest[1] + "   " + nearest[2];
          });
        }
        """;

    public static string Create(BacktestRequest request, BarSeries bars, ReadOnlySpan<double> equity, BacktestEngine engine)
    {
        var html = new StringBuilder();
        var title = $"{request.Strategy.Instrument} {request.Strategy.Interval}: {request.Strategy.Name}";
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title><style>{Style}</style></head><body>");
        html.Append(CultureInfo.InvariantCulture, $"<h1>Back-test</h1><p>{Text(title)}</p><dl>");
        foreach (var (label, value) in ResultTable.Rows(request, bars, engine.Result))
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(label)}</dt><dd>{Text(value)}</dd>");
        html.Append("</dl><h2>Equity</h2>").Append(SvgChart.Draw("Equity", bars.Times, equity, ResultTable.Money, "var(--line)", 260));
        html.Append("<h2>Drawdown</h2>").Append(SvgChart.Draw("Drawdown", bars.Times, Drawdown(equity, engine.Result.InitialCash), ResultTable.Percent, "var(--down)", 140));
        AppendTrades(html, engine.Trades);
        return html.Append(CultureInfo.InvariantCulture, $"<script>{Script}</script></body></html>\n").ToString();
    }

    /// <summary>Falls from the peak as negative fractions, so that the chart hangs from zero.</summary>
    private static double[] Drawdown(ReadOnlySpan<double> equity, double initial)
    {
        var falls = new double[equity.Length];
        var peak = initial;
        for (var i = 0; i < equity.Length; i++)
        {
            peak = Math.Max(peak, equity[i]);
            falls[i] = (equity[i] / peak) - 1;
        }

        return falls;
    }

    private static void AppendTrades(StringBuilder html, IReadOnlyList<BacktestTrade> trades)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>Trades ({trades.Count})</h2><div class=\"scroll\"><table><thead><tr><th>Bought</th><th>at</th><th>Quantity</th><th>Sold</th><th>at</th><th>Profit</th><th>Return</th></tr></thead><tbody>");
        foreach (var trade in trades.Select(BacktestTradeView.Of))
        {
            var loss = trade.Profit < 0 ? " class=\"loss\"" : "";
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{SvgChart.Time(trade.EntryTime)}</td><td>{trade.EntryPrice:0.######}</td><td>{trade.Quantity:#,##0.####}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{(trade.ExitTime is { } exit ? SvgChart.Time(exit) : "open")}</td><td>{trade.ExitPrice:0.######}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td{loss}>{(trade.Profit is { } profit ? ResultTable.Money(profit) : "")}</td><td{loss}>{(trade.Return is { } gain ? ResultTable.Percent(gain) : "")}</td></tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
