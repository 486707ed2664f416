using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.Identity;
using Trading.Application.Templates;
using Trading.Functions.Backtests;
using Trading.Functions.Http;

namespace Trading.Functions.Templates;

/// <summary>Strategies to begin with: what there is, why each should work, and what it did on given prices.</summary>
public sealed class TemplateFunctions(SampleTemplateHandler sample, ICurrentUser currentUser)
{
    /// <summary>Every template.</summary>
    [Function("ListTemplates")]
    public static IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates")] HttpRequest request) =>
        Results.Json(new { Templates = TemplateCatalog.All.Select(TemplateSummaryAnswer.Of) }, ApiJson.Responses);

    /// <summary>One template with what can be sent elsewhere as it is, on <c>?market=US&amp;symbols=SPY&amp;interval=1d</c> or what it suggests.</summary>
    [Function("GetTemplate")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates/{id}")] HttpRequest request, string id)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (TemplateCatalog.Find(id) is not { } template)
            return Unknown(id);
        var (target, errors) = (TargetOf(request), new FieldErrors());
        return BacktestReader.Read(template.Backtest(target), errors) is null
            ? Refused(errors)
            : Results.Json(TemplateAnswer.Of(template, target), ApiJson.Responses);
    }

    /// <summary>The explanation as a page that needs nothing beside it.</summary>
    [Function("GetTemplatePage")]
    public static IResult GetPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates/{id}/page")] HttpRequest request, string id) =>
        TemplateCatalog.Find(id) is { } template ? Results.Text(TemplatePage.Create(template), "text/html", Encoding.UTF8) : Unknown(id);

    /// <summary>
    /// The report of the template on stored bars, <c>?market=US&amp;symbols=SPY,QQQ&amp;interval=1d&amp;from=2007-01-01</c>, on generated ones
    /// without market and symbols; as data or, for a browser or with <c>format=html</c>, as a page.
    /// </summary>
    [Function("GetTemplateReport")]
    public async Task<IResult> GetReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "templates/{id}/report")] HttpRequest request,
        string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (TemplateCatalog.Find(id) is not { } template)
            return Unknown(id);
        if (ReportAnswer.ReadFormat(request, out var asPage) is { } wrongFormat)
            return wrongFormat;
        var result = await sample.HandleAsync(currentUser.Id, template, TargetOf(request), cancellationToken);
        return result.TryGet(out var report, out var errors) ? ReportAnswer.Of(report, asPage) : Refused(errors);
    }

    // A plus sign in a query means a space unless it was escaped.
    private static TemplateTarget TargetOf(HttpRequest request)
    {
        var query = request.Query;
        string[] symbols = [.. query["symbols"].Concat(query["symbol"]).SelectMany(text => text?.Split(',', StringSplitOptions.TrimEntries) ?? [])];
        return new TemplateTarget(
            query["market"], symbols.Length > 0 ? symbols : null, query["interval"], query["from"].ToString() is { Length: > 0 } from ? from.Replace(' ', '+') : null,
            query["to"].ToString() is { Length: > 0 } to ? to.Replace(' ', '+') : null);
    }

    private static ProblemHttpResult Refused(FieldErrors errors) =>
        Problems.Invalid("invalid-template-target", "The template can't be used that way.", errors.ToDictionary());

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound(
        "template-not-found", $"There is no template '{Problems.Clip(id)}'; known: {string.Join(", ", TemplateCatalog.All.Select(template => template.Id))}.");
}
