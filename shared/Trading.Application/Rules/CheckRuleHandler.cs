using Trading.Domain.MarketData;
using Trading.Quant.Indicators;
using Trading.Quant.Rules;

namespace Trading.Application.Rules;

/// <summary>Says whether a text is a rule, what it needs and what is odd about it.</summary>
public sealed class CheckRuleHandler(IndicatorCatalog catalog)
{
    /// <summary>Checks a text. Never throws, whatever the text.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="interval">Interval of the bars it is to be applied to.</param>
    public RuleCheck Handle(string? text, Interval interval)
    {
        if (!Rule.TryRead(text, out var rule, out var errors, catalog))
            return new RuleCheck(null, 0, null, [], errors);
        var program = new RuleProgram([rule], [], interval);
        return new RuleCheck(rule.Root.Text, program.Warmup, program.Data, RuleChecks.OfLogic(rule), []);
    }
}
