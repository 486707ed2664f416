using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>
/// Reads a rule by recursive descent: or, and, not, comparison, sum, product, sign, past, primary; loosest first. Brackets may hold a
/// condition or a number, so every level returns either and the operators say which they need. Where something is wrong the error is
/// noted, null stands for the part, and reading goes on where it makes sense; a null part is never wrong again.
/// </summary>
internal sealed partial class Parser(string text, IndicatorCatalog catalog)
{
    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly Dictionary<string, string> Foreign = new()
    {
        ["="] = "==", ["=<"] = "<=", ["=>"] = ">=", ["<>"] = "!=", ["&"] = "and", ["&&"] = "and", ["|"] = "or", ["||"] = "or", ["!"] = "not",
    };

    private readonly List<RuleError> errors = [];
    private List<Token> tokens = [];
    private int at;
    private int depth;
    private bool hasGivenUp;

    private Token Current => tokens[at];

    private Token Following => tokens[Math.Min(at + 1, tokens.Count - 1)];

    /// <summary>What is wrong, by position.</summary>
    public IReadOnlyList<RuleError> Errors => [.. errors.OrderBy(error => error.Position)];

    /// <returns>The rule; null when something is wrong with it.</returns>
    public ConditionNode? ReadCondition() => Read(Condition);

    /// <returns>The formula; null when something is wrong with it.</returns>
    public NumericNode? ReadNumber() => Read(Number);

    private T? Read<T>(Func<RuleNode?, Token, T?> kind)
        where T : RuleNode
    {
        if (text.Length > Rule.MaxLength)
        {
            errors.Add(new RuleError(Rule.MaxLength + 1, $"a rule of {text.Length} characters", $"at most {Rule.MaxLength} characters"));
            return null;
        }

        tokens = Lexer.Read(text);
        var whole = kind(Or(), tokens[0]);
        while (Current.Kind != TokenKind.End)
        {
            var meant = Foreign.GetValueOrDefault(Current.Text) ?? NearestName.Of(Current.Text, ["and", "or"]);
            Fail(Current, "'and', 'or' or the end of the rule", meant);
            var before = at;
            if (meant is not null || Current.Is(")") || Current.Is("]") || Current.Is(","))
                Take();
            if (Current.Kind != TokenKind.End)
                Or();
            if (at == before)
                Take();
        }

        return errors.Count == 0 ? whole : null;
    }

    private RuleNode? Or() => Joined(And, "or", (left, right) => new OrNode(left, right));

    private RuleNode? And() => Joined(Not, "and", (left, right) => new AndNode(left, right));

    private RuleNode? Joined(Func<RuleNode?> operand, string joint, Func<ConditionNode, ConditionNode, ConditionNode> join)
    {
        var start = Current;
        var left = operand();
        while (AcceptJoint(joint))
        {
            var one = Condition(left, start);
            var next = Current;
            var other = Condition(operand(), next);
            left = one is null || other is null ? null : join(one, other);
        }

        return left;
    }

    private RuleNode? Not()
    {
        if (!AcceptJoint("not"))
            return Comparison();
        var start = Current;
        return Condition(Nested(Not), start) is { } operand ? new NotNode(operand) : null;
    }

    private RuleNode? Comparison()
    {
        if (AcceptScope() is { } scope)
            return Scoped(scope, Nested(Comparison));
        var start = Current;
        var left = Sum();
        if (AcceptMisspelt("crosses"))
            return Cross(left, start);
        if (AcceptMisspelt("between"))
            return Between(left, start);
        if (AcceptComparison() is not { } comparison)
            return left;
        var one = StillNumber(left, start);
        var other = NextStillNumber(Sum, isAllowed: true);
        while (Comparisons.Any(Current.Is))
        {
            Fail(Take(), "'and', 'or' or the end of the rule; a range is written 'x between a and b'");
            Sum();
        }

        return one is null || other is null ? null : new ComparisonNode(one, comparison, other);
    }

    private CrossNode? Cross(RuleNode? left, Token start)
    {
        var one = StillNumber(left, start, isAllowed: false);
        var direction = AcceptMisspelt("above") ? CrossDirection.Above
            : AcceptMisspelt("below") ? CrossDirection.Below
            : CrossDirection.Either;
        var other = NextStillNumber(Sum, isAllowed: false);
        return one is null || other is null ? null : new CrossNode(one, direction, other);
    }

    private BetweenNode? Between(RuleNode? left, Token start)
    {
        var number = StillNumber(left, start);
        var low = NextStillNumber(Sum, isAllowed: true);
        if (!AcceptJoint("and"))
            Fail(Current, "'and' and the upper end of the range");
        var high = NextStillNumber(Sum, isAllowed: true);
        return number is null || low is null || high is null ? null : new BetweenNode(number, low, high);
    }

    private RuleNode? Sum() => Chain(Product, "+", "-");

    private RuleNode? Product() => Chain(Sign, "*", "/");

    private RuleNode? Chain(Func<RuleNode?> operand, string one, string other)
    {
        var start = Current;
        var left = operand();
        while (Current.Is(one) || Current.Is(other))
        {
            var sign = Take().Text[0];
            var first = Number(left, start);
            var second = NextNumber(operand);
            left = first is null || second is null ? null : new ArithmeticNode(first, sign, second);
        }

        return left;
    }

    private RuleNode? Sign()
    {
        if (!Accept("-"))
            return Past();
        return NextNumber(() => Nested(Sign)) switch
        {
            null => null,
            NumberNode number => new NumberNode(-number.Value),
            var operand => new ArithmeticNode(new NumberNode(0), '-', operand),
        };
    }

    private RuleNode? Past()
    {
        var start = Current;
        var node = Primary();
        while (Accept("["))
        {
            var bars = WholeNumber(0);
            Expect("]");
            if (node is not null && node.UsesPosition)
                node = Refuse(start, "what does not depend on the position: its past is not kept");
            node = (node, bars) switch
            {
                (null, _) or (_, null) => null,
                (_, 0) => node,
                (NumericNode number, { } past) => new PastNumberNode(number, past),
                (_, { } past) => new PastConditionNode((ConditionNode)node, past),
            };
        }

        return node;
    }

    private RuleNode? Scoped(RuleScope scope, RuleNode? node)
    {
        if (node is not null && node.UsesPosition)
            return Refuse(Current, "nothing that depends on the position under another symbol or interval");
        return node switch
        {
            null => null,
            NumericNode number => new ScopedNumberNode(scope, number),
            _ => new ScopedConditionNode(scope, (ConditionNode)node),
        };
    }

    private NumericNode? NextNumber(Func<RuleNode?> read)
    {
        var start = Current;
        return Number(read(), start);
    }

    private NumericNode? NextStillNumber(Func<RuleNode?> read, bool isAllowed)
    {
        var start = Current;
        return StillNumber(read(), start, isAllowed);
    }

    /// <summary>A number that may depend on the position only where nothing is remembered of it from bar to bar.</summary>
    private NumericNode? StillNumber(RuleNode? node, Token start, bool isAllowed = true)
    {
        var number = Number(node, start);
        return number is null || isAllowed || !number.UsesPosition
            ? number
            : (NumericNode?)Refuse(start, "a number that does not depend on the position: its past is not kept");
    }

    private NumericNode? Number(RuleNode? node, Token start) =>
        node is null or NumericNode ? (NumericNode?)node : (NumericNode?)Refuse(start, "a number, not a condition");

    private ConditionNode? Condition(RuleNode? node, Token start)
    {
        if (node is null or ConditionNode)
            return (ConditionNode?)node;
        if (Current.Kind == TokenKind.End || Current.Is(")") || Current.Is("and") || Current.Is("or"))
            Note(new RuleError(start.Start + 1, $"the number {node.Text}", "a condition, such as a comparison"));
        else
            Fail(Current, "a comparison (< <= > >= == !=), 'crosses', 'crosses above', 'crosses below' or 'between'", Foreign.GetValueOrDefault(Current.Text));
        return null;
    }

    private T? Nested<T>(Func<T?> read)
        where T : class
    {
        if (depth == Rule.MaxDepth)
        {
            Note(new RuleError(Current.Start + 1, "deeper nesting", $"at most {Rule.MaxDepth} levels"));
            hasGivenUp = true;
            at = tokens.Count - 1;
            return null;
        }

        depth++;
        var node = read();
        depth--;
        return node;
    }

    private string? AcceptComparison()
    {
        var comparison = Comparisons.FirstOrDefault(Current.Is);
        if (comparison is null && Foreign.TryGetValue(Current.Text, out var meant) && Comparisons.Contains(meant))
        {
            Fail(Current, "a comparison (< <= > >= == !=)", meant);
            comparison = meant;
        }

        if (comparison is not null)
            Take();
        return comparison;
    }

    /// <summary>Takes a joint, also one as it is written in other languages, which is noted as an error.</summary>
    private bool AcceptJoint(string joint)
    {
        if (Accept(joint))
            return true;
        if (Current.Kind != TokenKind.Unknown || Foreign.GetValueOrDefault(Current.Text) != joint)
            return false;
        Fail(Take(), $"'{joint}'", joint);
        return true;
    }

    /// <summary>Takes a word, also one that is spelled nearly like it, which is noted as an error.</summary>
    private bool AcceptMisspelt(string word)
    {
        if (Accept(word))
            return true;
        if (Current.Kind != TokenKind.Word || Current.Text.Length < 4 || Vocabulary.Joints.Any(Current.Is) || NearestName.Of(Current.Text, [word]) is null ||
            Vocabulary.Number(tokens, at, out _) is not null || catalog.Find(Current.Text) is not null)
            return false;
        Fail(Take(), $"'{word}'", word);
        return true;
    }

    private bool Accept(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            Fail(Current, $"'{symbol}'");
    }

    private Token Take() => Current.Kind == TokenKind.End ? Current : tokens[at++];

    private RuleNode? Refuse(Token token, string expected)
    {
        Fail(token, expected);
        return null;
    }

    private void Fail(Token token, string expected, string? nearest = null) =>
        Note(new RuleError(token.Start + 1, token.Describe(), expected, nearest));

    /// <summary>Notes an error, once for a position: what goes wrong there again follows from the first.</summary>
    private void Note(RuleError error)
    {
        if (!hasGivenUp && errors.Count < Rule.MaxErrors && errors.All(known => known.Position != error.Position))
            errors.Add(error);
    }
}
