namespace Trading.Quant.Rules;

/// <summary>Looks for rules that are written right and still make no sense. Pure; says nothing where it can't be sure.</summary>
public static class RuleChecks
{
    private enum Verdict
    {
        Never,
        Sometimes,
        Always,
    }

    /// <summary>Whether a rule, or a side of an <c>and</c> or <c>or</c> in it, can never hold or always does, from the ranges of indicators and the numbers compared.</summary>
    public static IReadOnlyList<RuleFinding> OfLogic(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Judge(rule.Root) switch
        {
            Verdict.Never => [new(RuleFindingKind.NeverHolds, rule.Root.Text, $"'{rule.Root.Text}' can never hold.")],
            Verdict.Always => [new(RuleFindingKind.AlwaysHolds, rule.Root.Text, $"'{rule.Root.Text}' holds at every bar at which it is known.")],
            _ => [.. Sides(rule.Root).Distinct().Select(Find).OfType<RuleFinding>()],
        };
    }

    /// <summary>Whether there is the data that rules need.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="bars">Number of bars they are to be applied to.</param>
    /// <param name="seriesBars">How many bars there are of others; 0 for none.</param>
    /// <param name="hasFundamental">Whether there are values of a figure.</param>
    public static IReadOnlyList<RuleFinding> OfData(
        RuleProgram program, int bars, Func<SeriesNeed, int> seriesBars, Func<FundamentalNeed, bool> hasFundamental)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(seriesBars);
        ArgumentNullException.ThrowIfNull(hasFundamental);
        List<RuleFinding> findings = [];
        if (program.Warmup >= bars)
            findings.Add(new(RuleFindingKind.WarmupTooLong, $"{program.Warmup} bars", $"The rules need {program.Warmup} bars before all of them is known, and there are {bars}."));
        foreach (var need in program.Data.Series.Where(need => !need.IsOptional))
        {
            var name = $"{need.Symbol ?? "own symbol"} {need.Interval}";
            if (seriesBars(need) is var there && there == 0)
                findings.Add(new(RuleFindingKind.MissingData, name, $"The rules need bars of {name}, and there are none."));
            else if (need.Warmup >= there)
                findings.Add(new(RuleFindingKind.WarmupTooLong, name, $"The rules need {need.Warmup} bars of {name} before all of them is known, and there are {there}."));
        }

        foreach (var need in program.Data.Fundamentals.Where(need => !hasFundamental(need)))
            findings.Add(new(RuleFindingKind.MissingData, need.Field.Name, $"The rules need {need.Field.Name} of {need.Symbol ?? "the symbol"}, and it is not there."));
        return findings;
    }

    private static RuleFinding? Find(ConditionNode side) => Judge(side) switch
    {
        Verdict.Never => new(RuleFindingKind.NeverHolds, side.Text, $"The part '{side.Text}' can never hold."),
        Verdict.Always => new(RuleFindingKind.AlwaysHolds, side.Text, $"The part '{side.Text}' holds at every bar at which it is known."),
        _ => null,
    };

    private static IEnumerable<ConditionNode> Sides(ConditionNode node) => node switch
    {
        AndNode and => [and.Left, and.Right, .. Sides(and.Left), .. Sides(and.Right)],
        OrNode or => [or.Left, or.Right, .. Sides(or.Left), .. Sides(or.Right)],
        NotNode not => Sides(not.Operand),
        ScopedConditionNode scoped => Sides(scoped.Condition),
        _ => [],
    };

    private static Verdict Judge(ConditionNode node) => node switch
    {
        ComparisonNode comparison => Judge(comparison),
        BetweenNode between => Judge(new AndNode(
            new ComparisonNode(between.Number, ">=", between.Low), new ComparisonNode(between.Number, "<=", between.High))),
        CrossNode cross => IsApart(cross) ? Verdict.Never : Verdict.Sometimes,
        PastConditionNode past => Judge(past.Condition),
        ScopedConditionNode scoped => Judge(scoped.Condition),
        AndNode and => Both(Judge(and.Left), Judge(and.Right)) is var each && each == Verdict.Sometimes && Contradicts(Chain(and)) ? Verdict.Never : each,
        OrNode or => Judge(new NotNode(new AndNode(new NotNode(or.Left), new NotNode(or.Right)))),
        NotNode { Operand: OrNode or } => Judge(new AndNode(new NotNode(or.Left), new NotNode(or.Right))),
        NotNode { Operand: NotNode not } => Judge(not.Operand),
        NotNode { Operand: ComparisonNode comparison } => Judge(Opposite(comparison)),
        NotNode not => Verdict.Always - (int)Judge(not.Operand),
        _ => Verdict.Sometimes,
    };

    private static Verdict Both(Verdict one, Verdict other) => (Verdict)Math.Min((int)one, (int)other);

    private static Verdict Judge(ComparisonNode comparison)
    {
        var (left, right) = (ValueRange.Of(comparison.Left), ValueRange.Of(comparison.Right));
        return comparison.Operator switch
        {
            "<" => left.High < right.Low ? Verdict.Always : left.Low >= right.High || comparison.Left == comparison.Right ? Verdict.Never : Verdict.Sometimes,
            "<=" => left.High <= right.Low || comparison.Left == comparison.Right ? Verdict.Always : left.Low > right.High ? Verdict.Never : Verdict.Sometimes,
            ">" or ">=" => Judge(new ComparisonNode(comparison.Right, comparison.Operator == ">" ? "<" : "<=", comparison.Left)),
            "==" => left.High < right.Low || right.High < left.Low ? Verdict.Never : comparison.Left == comparison.Right ? Verdict.Always : Verdict.Sometimes,
            _ => Verdict.Always - (int)Judge(comparison with { Operator = "==" }),
        };
    }

    private static bool IsApart(CrossNode cross)
    {
        var (left, right) = (ValueRange.Of(cross.Left), ValueRange.Of(cross.Right));
        return left.High < right.Low || right.High < left.Low || (cross.Left is NumberNode && cross.Right is NumberNode) || cross.Left == cross.Right;
    }

    private static ComparisonNode Opposite(ComparisonNode comparison) => comparison with
    {
        Operator = comparison.Operator switch { "<" => ">=", "<=" => ">", ">" => "<=", ">=" => "<", "==" => "!=", _ => "==" },
    };

    /// <summary>The operands of a chain of one joint, ranges taken apart and negated comparisons turned round.</summary>
    private static IEnumerable<ConditionNode> Chain(ConditionNode node) => node switch
    {
        AndNode and => [.. Chain(and.Left), .. Chain(and.Right)],
        BetweenNode between => [new ComparisonNode(between.Number, ">=", between.Low), new ComparisonNode(between.Number, "<=", between.High)],
        NotNode { Operand: OrNode or } => [.. Chain(new NotNode(or.Left)), .. Chain(new NotNode(or.Right))],
        NotNode { Operand: NotNode not } => Chain(not.Operand),
        NotNode { Operand: ComparisonNode comparison } => [Opposite(comparison)],
        _ => [node],
    };

    /// <summary>True when one number would have to lie on both sides of a gap.</summary>
    private static bool Contradicts(IEnumerable<ConditionNode> all)
    {
        var limits = all.OfType<ComparisonNode>().Select(Limit).OfType<(NumericNode Number, string Sign, double Bound)>().GroupBy(limit => limit.Number);
        foreach (var number in limits)
        {
            var (low, high) = (ValueRange.Of(number.Key).Low, ValueRange.Of(number.Key).High);
            var (isLowOut, isHighOut) = (false, false);
            foreach (var (_, sign, bound) in number)
            {
                if (sign is ">" or ">=" or "==" && (bound > low || (bound == low && sign == ">")))
                    (low, isLowOut) = (bound, sign == ">");
                if (sign is "<" or "<=" or "==" && (bound < high || (bound == high && sign == "<")))
                    (high, isHighOut) = (bound, sign == "<");
            }

            if (low > high || (low == high && (isLowOut || isHighOut)))
                return true;
        }

        return false;
    }

    /// <summary>A comparison with a constant, the number on the left; null for any other.</summary>
    private static (NumericNode Number, string Sign, double Bound)? Limit(ComparisonNode comparison) => (comparison.Left, comparison.Right) switch
    {
        (NumberNode, NumberNode) => null,
        (_, NumberNode bound) => (comparison.Left, comparison.Operator, bound.Value),
        (NumberNode bound, _) => (comparison.Right, comparison.Operator switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", var same => same }, bound.Value),
        _ => null,
    };
}
