using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Functions.Http;

namespace Trading.Functions.Rules;

/// <summary>What rules mean: whether a text is one, and why one holds or not.</summary>
public sealed class RuleFunctions(CheckRuleHandler check, ExplainRuleHandler explain)
{
    /// <summary>The canonical form of a rule with what it needs and what is odd about it, or everything that is wrong with the text.</summary>
    [Function("CheckRule")]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "rules/check")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<RuleCheckDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        if (draft.Text is null)
            return Problems.Invalid("invalid-rule", "text", "text is missing; expected a rule such as rsi(14) < 30.");
        return Interval.TryParse(draft.Interval ?? Interval.OneDay.Code, out var interval)
            ? Results.Json(RuleCheckAnswer.Of(check.Handle(draft.Text, interval)), ApiJson.Responses)
            : Problems.Invalid("invalid-interval", "interval", $"interval is '{Problems.Clip(draft.Interval)}'; expected one of {string.Join(", ", Interval.All)}.");
    }

    /// <summary>Every part of a rule at a stored bar, with its value and its distance to the other side.</summary>
    [Function("ExplainRule")]
    public async Task<IResult> ExplainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "rules/explain")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJsonAsync<RuleExplanationDraft>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        var errors = new FieldErrors();
        return await explain.HandleAsync(draft, errors, cancellationToken) is { } at
            ? Results.Json(RuleAtBarAnswer.Of(at), ApiJson.Responses)
            : Problems.Invalid("invalid-explanation", "The rule can't be explained.", errors.ToDictionary());
    }
}
