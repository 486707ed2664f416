using System.Diagnostics;
using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// Rules compiled together into steps, each part that occurs more than once calculated once. The same steps run over whole columns
/// (back-tests, screens) or bar by bar (live), with the same result to the last bit.
/// </summary>
public sealed class RuleProgram
{
    // Bars taken in at once: as many as keep a rule's columns in the processor's cache.
    private const int Block = 1024;

    private readonly Dictionary<string, int> slots = [];
    private readonly List<RuleStep?> steps = [];
    private readonly List<double> constants = [];
    private readonly int[] results;

    /// <summary>Compiles rules.</summary>
    public RuleProgram(params IReadOnlyList<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var field in Enum.GetValues<BarField>())
            Slot(new FieldNode(field).Text, null, double.NaN);
        results = [.. rules.Select(rule => Compile(rule.Root))];
    }

    /// <summary>Number of rules.</summary>
    public int RuleCount => results.Length;

    /// <summary>Whether each rule holds at each bar of a series.</summary>
    /// <returns>One column a rule; false also where a rule is not yet known.</returns>
    public IReadOnlyList<bool[]> Evaluate(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var holds = Array.ConvertAll(results, _ => new bool[bars.Count]);
        var run = Start(Block);
        for (var start = 0; start < bars.Count; start += Block)
        {
            run.Next(bars.Slice(start, Math.Min(Block, bars.Count - start)));
            for (var rule = 0; rule < results.Length; rule++)
            {
                var values = run.Result(rule);
                for (var i = 0; i < values.Length; i++)
                    holds[rule][start + i] = values[i] == Kernels.True;
            }
        }

        return holds;
    }

    /// <summary>The form that is fed bar by bar, before its first bar.</summary>
    public RuleRun Start() => Start(longest: 1);

    /// <summary>The form that is fed in blocks of at most so many bars, before its first bar.</summary>
    internal RuleRun Start(int longest) => new([.. steps], [.. constants], results, longest);

    private int Compile(RuleNode node)
    {
        if (slots.TryGetValue(node.Text, out var known))
            return known;
        return node switch
        {
            NumberNode number => Slot(node.Text, null, number.Value),
            FieldNode field => (int)field.Field,
            IndicatorNode call => Indicator(call),
            ArithmeticNode { Operator: '+' } sum => Step<Kernels.Add>(node, sum.Left, sum.Right),
            ArithmeticNode { Operator: '-' } difference => Step<Kernels.Subtract>(node, difference.Left, difference.Right),
            ArithmeticNode { Operator: '*' } product => Step<Kernels.Multiply>(node, product.Left, product.Right),
            ArithmeticNode { Operator: '/' } ratio => Step<Kernels.Divide>(node, ratio.Left, ratio.Right),
            ComparisonNode { Operator: "<" } less => Step<Kernels.Less>(node, less.Left, less.Right),
            ComparisonNode { Operator: "<=" } most => Step<Kernels.LessOrEqual>(node, most.Left, most.Right),
            ComparisonNode { Operator: ">" } more => Step<Kernels.Less>(node, more.Right, more.Left),
            ComparisonNode { Operator: ">=" } least => Step<Kernels.LessOrEqual>(node, least.Right, least.Left),
            ComparisonNode { Operator: "==" } equal => Step<Kernels.Equal>(node, equal.Left, equal.Right),
            ComparisonNode { Operator: "!=" } unequal => Step<Kernels.NotEqual>(node, unequal.Left, unequal.Right),
            CrossNode cross => Slot(node.Text, RuleStep.Cross(Compile(cross.Left), Compile(cross.Right), cross.Above)),
            AndNode and => Step<Kernels.And>(node, and.Left, and.Right),
            OrNode or => Step<Kernels.Or>(node, or.Left, or.Right),
            NotNode not => Step<Kernels.Subtract>(node, new NumberNode(Kernels.True), not.Operand),
            _ => throw new UnreachableException($"{node.GetType().Name} has no step."),
        };
    }

    private int Step<TKernel>(RuleNode node, RuleNode left, RuleNode right)
        where TKernel : struct, RuleStep.IKernel => Slot(node.Text, RuleStep.Of<TKernel>(Compile(left), Compile(right)));

    private int Indicator(IndicatorNode call) => Slot(call.Text, new RuleStep(
        [.. call.Inputs.Select(Compile)],
        () => call.Indicator.Start(call.Parameters)));

    private int Slot(string text, RuleStep? step, double constant = double.NaN)
    {
        steps.Add(step);
        constants.Add(constant);
        return slots[text] = steps.Count - 1;
    }
}
