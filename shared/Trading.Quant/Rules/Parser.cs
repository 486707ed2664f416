using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>
/// Reads a rule by recursive descent: or, and, not, comparison, sum, product, sign, primary; loosest first. Brackets may hold a condition
/// or a number, so every level returns either and the operators say which they need.
/// </summary>
internal sealed class Parser(string text, IndicatorCatalog catalog)
{
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly Dictionary<string, BarField> Fields =
        Enum.GetValues<BarField>().ToDictionary(field => field.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly List<Token> tokens = Lexer.Read(text);
    private int at;
    private int depth;

    private Token Current => tokens[at];

    /// <exception cref="RuleSyntaxException">The text is no rule.</exception>
    public ConditionNode Read()
    {
        var start = Current;
        var rule = Condition(Or(), start);
        return Current.Kind == TokenKind.End ? rule : throw Fail(Current, "'and', 'or' or the end of the rule");
    }

    private RuleNode Or()
    {
        var start = Current;
        var left = And();
        while (Accept("or"))
        {
            var condition = Condition(left, start);
            var next = Current;
            left = new OrNode(condition, Condition(And(), next));
        }

        return left;
    }

    private RuleNode And()
    {
        var start = Current;
        var left = Not();
        while (Accept("and"))
        {
            var condition = Condition(left, start);
            var next = Current;
            left = new AndNode(condition, Condition(Not(), next));
        }

        return left;
    }

    private RuleNode Not()
    {
        if (!Accept("not"))
            return Comparison();
        var start = Current;
        return new NotNode(Condition(Nested(Not), start));
    }

    private RuleNode Comparison()
    {
        var start = Current;
        var left = Sum();
        if (Accept("crosses"))
        {
            var number = Number(left, start);
            var above = Accept("above");
            if (!above && !Accept("below"))
                throw Fail(Current, "'above' or 'below'");
            return new CrossNode(number, above, NextNumber(Sum));
        }

        foreach (var comparison in Comparisons)
        {
            if (Accept(comparison))
                return new ComparisonNode(Number(left, start), comparison, NextNumber(Sum));
        }

        return left;
    }

    private RuleNode Sum() => Chain(Product, "+", "-");

    private RuleNode Product() => Chain(Sign, "*", "/");

    private RuleNode Chain(Func<RuleNode> operand, string one, string other)
    {
        var start = Current;
        var left = operand();
        while (Current.Is(one) || Current.Is(other))
        {
            var sign = Take().Text[0];
            left = new ArithmeticNode(Number(left, start), sign, NextNumber(operand));
        }

        return left;
    }

    private RuleNode Sign()
    {
        if (!Accept("-"))
            return Primary();
        return NextNumber(() => Nested(Sign)) switch
        {
            NumberNode number => new NumberNode(-number.Value),
            var operand => new ArithmeticNode(new NumberNode(0), '-', operand),
        };
    }

    private RuleNode Primary()
    {
        var token = Current;
        if (token.Kind == TokenKind.Number)
            return new NumberNode(Take().Value);
        if (Accept("("))
        {
            var inner = Nested(Or);
            Expect(")");
            return inner;
        }

        if (token.Kind == TokenKind.Word && Fields.TryGetValue(token.Text, out var field))
        {
            Take();
            return new FieldNode(field);
        }

        if (token.Kind == TokenKind.Word && catalog.Find(token.Text) is { } indicator)
        {
            Take();
            return Nested(() => Call(indicator));
        }

        throw Fail(token, $"a number, a field ({Join(Fields.Keys)}), an indicator ({Join(catalog.All.Select(known => known.Name))}), 'not' or '('");
    }

    /// <summary>The arguments of an indicator: where it reads one column, optionally what to apply it to; then its parameters.</summary>
    private IndicatorNode Call(IndicatorDefinition indicator)
    {
        Expect("(");
        List<(NumericNode Node, Token Start)> arguments = [];
        while (!Current.Is(")"))
        {
            if (arguments.Count > 0)
                Expect(",");
            var start = Current;
            arguments.Add((NextNumber(Sum), start));
        }

        var hasInput = indicator.Inputs.Count == 1 && arguments.Count == indicator.Parameters.Count + 1;
        if (!hasInput && arguments.Count != indicator.Parameters.Count)
            throw Fail(Current, $"{Signature(indicator)}");
        Take();
        IReadOnlyList<NumericNode> inputs = hasInput
            ? [arguments[0].Node]
            : [.. indicator.Inputs.Select(field => new FieldNode(field))];
        double[] parameters = [.. arguments.Skip(hasInput ? 1 : 0).Select((argument, index) =>
            argument.Node is NumberNode number && indicator.Parameters[index].Allows(number.Value)
                ? number.Value
                : throw Fail(argument.Start, indicator.Parameters[index].ToString()))];
        return indicator.Refusal(parameters) is { } expected
            ? throw Fail(arguments[hasInput ? 1 : 0].Start, expected)
            : new IndicatorNode(indicator, inputs, parameters);
    }

    private static string Signature(IndicatorDefinition indicator)
    {
        var parameters = string.Join(", ", indicator.Parameters.Select(parameter => parameter.Name));
        var plain = $"{indicator.Name}({parameters})";
        return indicator.Inputs.Count == 1 ? $"{plain} or {indicator.Name}(number, {parameters})" : plain;
    }

    private NumericNode NextNumber(Func<RuleNode> read)
    {
        var start = Current;
        return Number(read(), start);
    }

    private static NumericNode Number(RuleNode node, Token start) =>
        node as NumericNode ?? throw Fail(start, "a number, not a condition");

    private ConditionNode Condition(RuleNode node, Token start)
    {
        if (node is ConditionNode condition)
            return condition;
        throw Current.Kind == TokenKind.End || Current.Is(")") || Current.Is("and") || Current.Is("or")
            ? new RuleSyntaxException(new RuleError(start.Start + 1, $"the number {node.Text}", "a condition, such as a comparison"))
            : Fail(Current, "a comparison (< <= > >= == !=), 'crosses above' or 'crosses below'");
    }

    private T Nested<T>(Func<T> read)
    {
        if (++depth > Rule.MaxDepth)
            throw new RuleSyntaxException(new RuleError(Current.Start + 1, "deeper nesting", $"at most {Rule.MaxDepth} levels"));
        var node = read();
        depth--;
        return node;
    }

    private bool Accept(string text)
    {
        if (!Current.Is(text))
            return false;
        at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
            throw Fail(Current, $"'{text}'");
    }

    private Token Take() => tokens[at++];

    private static RuleSyntaxException Fail(Token token, string expected) => new(new RuleError(token.Start + 1, token.Describe(), expected));

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(name => name.ToLowerInvariant()));

    /// <summary>Leaves the recursion at the first error; never leaves <see cref="Rule.TryParse"/>.</summary>
    internal sealed class RuleSyntaxException(RuleError error) : Exception(error.ToString())
    {
        public RuleError Error { get; } = error;
    }
}
