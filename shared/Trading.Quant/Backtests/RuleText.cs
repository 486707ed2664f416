using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Indicators;
using Trading.Quant.Rules;

namespace Trading.Quant.Backtests;

/// <summary>The texts of a strategy's rules, read; the one place where the engine meets the rule language.</summary>
internal sealed class RuleText
{
    private readonly RuleProgram program;
    private readonly int[] positions;
    private readonly NumericNode? ranking;

    private RuleText(IReadOnlyList<Rule?> rules, NumericNode? ranking)
    {
        Rule[] present = [.. rules.OfType<Rule>()];
        program = new RuleProgram(present);
        positions = [.. rules.Select(rule => rule is null ? -1 : Array.IndexOf(present, rule))];
        Indicators = [.. present.SelectMany(rule => IndicatorsIn(rule.Root)).DistinctBy(node => node.Text)];
        this.ranking = ranking;
    }

    /// <summary>The indicators of the rules' text that read plain columns.</summary>
    public IReadOnlyList<IndicatorNode> Indicators { get; }

    /// <summary>True when there is an expression to rank by.</summary>
    public bool HasRanking => ranking is not null;

    /// <summary>Reads the rules.</summary>
    /// <param name="rules">The strategy.</param>
    /// <param name="catalog">Indicators that may be used.</param>
    /// <param name="errors">Receives what is wrong by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static RuleText? Read(StrategyRules rules, IndicatorCatalog catalog, Dictionary<string, RuleError> errors)
    {
        var parsed = new[] { ("entry", rules.Entry), ("exit", rules.Exit), ("shortEntry", rules.ShortEntry), ("shortExit", rules.ShortExit) }
            .Select(field => field.Item2 is null && field.Item1 != "entry" ? null : Parse(field.Item1, field.Item2)).ToList();
        // An expression is read as the left side of a comparison.
        var comparison = rules.Ranking is { } ranking ? Parse("ranking.expression", $"({ranking.Expression}) > 0") : null;
        return errors.Count == 0 ? new RuleText(parsed, (comparison?.Root as ComparisonNode)?.Left) : null;

        Rule? Parse(string field, string? text)
        {
            if (Rule.TryParse(text, out var rule, out var error, catalog))
                return rule;
            errors[field] = error;
            return null;
        }
    }

    /// <summary>Whether each rule holds at each bar.</summary>
    /// <returns>Columns for entry, exit, short entry and short exit; null where there is no such rule.</returns>
    public bool[]?[] Evaluate(BarSeries bars)
    {
        var columns = program.Evaluate(bars);
        return Array.ConvertAll(positions, at => at < 0 ? null : columns[at]);
    }

    /// <summary>The expression to rank by, at each bar.</summary>
    public double[] Rank(BarSeries bars) => Values(ranking!, bars);

    private static double[] Values(NumericNode node, BarSeries bars)
    {
        switch (node)
        {
            case FieldNode field:
                return bars.Column(field.Field).ToArray();
            case IndicatorNode call:
                var output = new double[bars.Count];
                ReadOnlyMemory<double>[] inputs = [.. call.Inputs.Select(input => (ReadOnlyMemory<double>)Values(input, bars))];
                call.Indicator.Start(call.Parameters).Next(new IndicatorFrame(bars.Times, inputs, [output]));
                return output;
            case ArithmeticNode sum:
                var (left, right) = (Values(sum.Left, bars), Values(sum.Right, bars));
                return [.. left.Zip(right, (a, b) => sum.Operator switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => a / b })];
            default:
                return [.. Enumerable.Repeat(((NumberNode)node).Value, bars.Count)];
        }
    }

    private static IEnumerable<IndicatorNode> IndicatorsIn(RuleNode node) => node switch
    {
        IndicatorNode call => call.Inputs.All(input => input is FieldNode) ? [call] : call.Inputs.SelectMany(IndicatorsIn),
        ArithmeticNode sum => IndicatorsIn(sum.Left).Concat(IndicatorsIn(sum.Right)),
        ComparisonNode comparison => IndicatorsIn(comparison.Left).Concat(IndicatorsIn(comparison.Right)),
        CrossNode cross => IndicatorsIn(cross.Left).Concat(IndicatorsIn(cross.Right)),
        AndNode and => IndicatorsIn(and.Left).Concat(IndicatorsIn(and.Right)),
        OrNode or => IndicatorsIn(or.Left).Concat(IndicatorsIn(or.Right)),
        NotNode not => IndicatorsIn(not.Operand),
        _ => [],
    };
}
