using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Indicators;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>The texts of a strategy's rules, read and compiled; the one place where the engine meets the rule language.</summary>
internal sealed class RuleText
{
    private readonly int[] numbers;

    private RuleText(RuleProgram program, int[] numbers)
    {
        Program = program;
        this.numbers = numbers;
        Indicators = [.. program.Rules.SelectMany(rule => OwnIndicators(rule.Root)).DistinctBy(node => node.Text)];
    }

    /// <summary>The rules, and the expression to rank by as its formula.</summary>
    public RuleProgram Program { get; }

    /// <summary>The indicators of the rules' text that read plain columns of the instrument's own bars.</summary>
    public IReadOnlyList<IndicatorNode> Indicators { get; }

    /// <summary>Reads the rules.</summary>
    /// <param name="rules">The strategy.</param>
    /// <param name="interval">Interval of the bars; null when it is not known, so that no rule may look at other bars.</param>
    /// <param name="catalog">Indicators that may be used.</param>
    /// <param name="errors">Receives everything that is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static RuleText? Read(
        StrategyRules rules, Interval? interval, IndicatorCatalog catalog, Dictionary<string, IReadOnlyList<RuleError>> errors)
    {
        Rule?[] read =
        [
            Rule("entry", rules.Entry ?? ""), Rule("exit", rules.Exit), Rule("shortEntry", rules.ShortEntry), Rule("shortExit", rules.ShortExit),
        ];
        Formula[] ranking = rules.Ranking is { } by && Formula("ranking.expression", by.Expression) is { } formula ? [formula] : [];
        if (errors.Count > 0)
            return null;
        var present = read.OfType<Rule>().ToList();
        return new RuleText(new RuleProgram(present, ranking, interval), [.. read.Select(rule => rule is null ? -1 : present.IndexOf(rule))]);

        Rule? Rule(string field, string? text)
        {
            if (text is null)
                return null;
            if (!Rules.Rule.TryRead(text, out var rule, out var found, catalog))
                errors[field] = found;
            else if (Unknown(rule.Root, interval) is { } unknown)
                errors[field] = [unknown];
            return rule;
        }

        Formula? Formula(string field, string text)
        {
            if (!Rules.Formula.TryRead(text, out var read, out var found, catalog))
                errors[field] = found;
            else if (read.Root.UsesPosition)
                errors[field] = [new RuleError(1, $"'{read.Root.Text}'", "a number that does not depend on a position")];
            else if (Unknown(read.Root, interval) is { } unknown)
                errors[field] = [unknown];
            return read;
        }
    }

    /// <summary>The rules on an instrument's bars, before the first.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="block">Most bars taken in at once.</param>
    public RuleSignals Start(BarSeries bars, int block) => new(Program.Start(block), numbers, bars);

    /// <summary>What a back-test can't tell from bars.</summary>
    private static RuleError? Unknown(RuleNode root, Interval? interval) =>
        Parts(root).OfType<FundamentalNode>().FirstOrDefault() is { } figure
            ? new RuleError(1, $"'{figure.Text}'", "a rule on bars: a back-test has no figures about companies")
            : interval is null && root.UsesOtherData ? new RuleError(1, $"'{root.Text}'", "a rule on the instrument's own bars alone") : null;

    private static IEnumerable<IndicatorNode> OwnIndicators(RuleNode node) => node switch
    {
        ScopedNumberNode or ScopedConditionNode => [],
        IndicatorNode call when call.Inputs.All(input => input is FieldNode) => [call],
        _ => node.Children.SelectMany(OwnIndicators),
    };

    private static IEnumerable<RuleNode> Parts(RuleNode node) => node.Children.SelectMany(Parts).Prepend(node);
}
