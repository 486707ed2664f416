using Trading.Quant.Rules;

namespace Trading.Quant.Screening;

/// <summary>Takes trees apart: what has to be read from bars is replaced by the number of its reading, what is left looks at a single row.</summary>
internal sealed class ReadingCollector
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<Reading> readings = [];

    public IReadOnlyList<Reading> Readings => readings;

    /// <exception cref="ArgumentException">It depends on the position.</exception>
    public ConditionNode Condition(ConditionNode node) => node switch
    {
        ComparisonNode comparison => comparison with { Left = Number(comparison.Left), Right = Number(comparison.Right) },
        BetweenNode between => new BetweenNode(Number(between.Number), Number(between.Low), Number(between.High)),
        AndNode and => new AndNode(Condition(and.Left), Condition(and.Right)),
        OrNode or => new OrNode(Condition(or.Left), Condition(or.Right)),
        NotNode not => new NotNode(Condition(not.Operand)),
        { UsesPosition: true } => throw OfPosition(node),
        _ => new ComparisonNode(Given(node), "==", new NumberNode(1)),
    };

    /// <exception cref="ArgumentException">It depends on the position.</exception>
    public NumericNode Number(NumericNode node) => node switch
    {
        NumberNode => node,
        DerivedNode derived => Number(derived.Expansion),
        ArithmeticNode sum => sum with { Left = Number(sum.Left), Right = Number(sum.Right) },
        FunctionNode function => new FunctionNode(function.Function, [.. function.Arguments.Select(Number)]),
        { UsesPosition: true } => throw OfPosition(node),
        _ => Given(node),
    };

    private GivenNode Given(RuleNode node)
    {
        var reading = new Reading(node);
        if (!numbers.TryGetValue(reading.Text, out var number))
        {
            numbers[reading.Text] = number = readings.Count;
            readings.Add(reading);
        }

        return new GivenNode(number, node);
    }

    private static ArgumentException OfPosition(RuleNode node) => new($"{node} depends on a position; a screen looks at series that nobody holds.");
}
