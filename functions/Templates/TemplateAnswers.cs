using Trading.Application.Backtests;
using Trading.Application.Optimisations;
using Trading.Application.Screening;
using Trading.Application.Strategies;
using Trading.Application.Templates;
using Trading.Domain.Strategies;

namespace Trading.Functions.Templates;

internal sealed record TemplateSummaryAnswer(
    string Id, string Title, StrategyKind Kind, string Summary, int? Published, IReadOnlyDictionary<string, IReadOnlyList<string>> Symbols, string Interval,
    IReadOnlyList<TemplateParameter> Parameters)
{
    public static TemplateSummaryAnswer Of(Template template) => new(
        template.Id, template.Title, template.Kind, template.Summary, template.Published, template.Symbols, template.Interval, template.Parameters);
}

/// <param name="Template">What it is.</param>
/// <param name="Constraints">What must hold between its parameters.</param>
/// <param name="Strategy">To be sent to <c>POST /api/strategies</c> as it is.</param>
/// <param name="Backtest">To be sent to <c>POST /api/backtests</c> as it is.</param>
/// <param name="Optimisation">To be sent to <c>POST /api/optimisations</c> as it is; null when the search can't run such a strategy.</param>
/// <param name="Screen">To be sent to <c>POST /api/screens/run</c> or <c>POST /api/screens</c> as it is.</param>
/// <param name="Explanation">Markdown.</param>
internal sealed record TemplateAnswer(
    TemplateSummaryAnswer Template, IReadOnlyList<string> Constraints, StrategyDocumentDraft Strategy, BacktestDraft Backtest, OptimisationDraft? Optimisation,
    ScreenDraft Screen, string Explanation)
{
    public static TemplateAnswer Of(Template template, TemplateTarget target) => new(
        TemplateSummaryAnswer.Of(template), template.Constraints, template.Document(target), template.Backtest(target), template.Search(target),
        template.Screen(target), template.Explanation);
}
