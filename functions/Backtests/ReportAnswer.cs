using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Application.Backtests.Reports;
using Trading.Functions.Http;

namespace Trading.Functions.Backtests;

/// <summary>A report as data or, for a browser or with <c>format=html</c>, as a page that needs nothing beside it.</summary>
internal static class ReportAnswer
{
    /// <summary>Which of the two a request asks for.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static ProblemHttpResult? ReadFormat(HttpRequest request, out bool asPage)
    {
        string? format = request.Query["format"];
        asPage = format is null ? request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) : format == "html";
        return format is null or "json" or "html"
            ? null
            : Problems.Invalid("invalid-format", "format", $"'{Problems.Clip(format)}' is no format; expected json or html.");
    }

    /// <summary>The answer.</summary>
    public static IResult Of(BacktestReport report, bool asPage) => asPage
        ? Results.Text(HtmlReport.Create(report, ApiJson.Responses), "text/html", Encoding.UTF8)
        : Results.Json(report, ApiJson.Responses);
}
