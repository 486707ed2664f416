using System.Numerics;
using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// Rules and formulas compiled together into steps, each part that occurs more than once calculated once. The same steps run over blocks
/// of bars (back-tests, screens) or bar by bar (live), with the same result to the last bit. Immutable: any number of runs may be started
/// from it, on any threads.
/// </summary>
public sealed class RuleProgram
{
    /// <summary>Bars in a block, where nothing else is asked for: as many as keep a rule's columns in the processor's cache.</summary>
    public const int DefaultBlock = 512;

    private readonly RuleCompiler compiler;

    /// <summary>Compiles rules that look at nothing but the bars they are applied to.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="ArgumentException">One looks at other bars or at figures about a company.</exception>
    public RuleProgram(params IReadOnlyList<Rule> rules)
        : this(rules, [], null)
    {
    }

    /// <summary>Compiles rules and formulas.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="formulas">Numbers wanted beside them, such as what candidates are ranked by.</param>
    /// <param name="interval">Interval of the bars they are applied to; needed when one looks at other bars or at figures about a company.</param>
    /// <exception cref="ArgumentException">The interval is needed and not given, or a formula depends on the position.</exception>
    public RuleProgram(IReadOnlyList<Rule> rules, IReadOnlyList<Formula> formulas, Interval? interval)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(formulas);
        Rules = rules;
        Formulas = formulas;
        Interval = interval;
        compiler = new RuleCompiler(interval);
        Conditions = [.. rules.Select(rule => compiler.Condition(rule.Root, compiler.Root))];
        if (formulas.Any(formula => formula.Root.UsesPosition))
            throw new ArgumentException("A formula depends on the position; only rules may.", nameof(formulas));
        Numbers = [.. formulas.Select(formula => RuleCompiler.Column(compiler.Number(formula.Root, compiler.Root), compiler.Root))];
        Warmup = compiler.Root.Warmup;
        Data = new RuleData(
            [.. compiler.Others.GroupBy(lane => (lane.Symbol, lane.Interval)).Select(lanes => new SeriesNeed(
                lanes.Key.Symbol, lanes.Key.Interval!.Value, lanes.All(lane => lane.IsAggregated), lanes.Max(lane => lane.Warmup)))],
            [.. compiler.Others.Prepend(compiler.Root).SelectMany(lane => lane.Steps).OfType<FundamentalStep>().Select(step => step.Need).Distinct()],
            rules.Any(rule => rule.Root.UsesPosition));
    }

    /// <summary>The rules; a rule's position here is its number in a run.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The formulas; a formula's position here is its number in a run.</summary>
    public IReadOnlyList<Formula> Formulas { get; }

    /// <summary>Interval of the bars they are applied to; null when it was not given.</summary>
    public Interval? Interval { get; }

    /// <summary>Number of rules.</summary>
    public int RuleCount => Rules.Count;

    /// <summary>
    /// Bars that must have closed before every part has a value, at most: that many bars into the series nothing is unknown for want of
    /// history. Longer bars count by the clock, as if there was trading around it. Bars that must be given count in <see cref="Data"/>.
    /// </summary>
    public int Warmup { get; }

    /// <summary>What is needed besides the bars the rules are applied to.</summary>
    public RuleData Data { get; }

    internal IReadOnlyList<ConditionSlot> Conditions { get; }

    internal IReadOnlyList<NumberSlot> Numbers { get; }

    internal RuleCompiler Compiler => compiler;

    /// <summary>The rules before the first bar.</summary>
    /// <param name="block">Most bars taken in at once: 1 to go bar by bar with the least memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block is not positive.</exception>
    public RuleRun Start(int block = 1) => new(this, block);

    /// <summary>The rules where another run stood when it was saved: resumed is as if never interrupted.</summary>
    /// <param name="saved">What <see cref="RuleRun.Save"/> gave.</param>
    /// <param name="block">Most bars taken in at once.</param>
    /// <exception cref="FormatException">It is damaged, of other rules, or of a version of the product that remembers otherwise. Take in the bars anew.</exception>
    public RuleRun Resume(ReadOnlyMemory<byte> saved, int block = 1)
    {
        var run = new RuleRun(this, block);
        run.Load(saved);
        return run;
    }

    /// <summary>Whether each rule holds at each bar of a series, for rules that look at nothing else.</summary>
    /// <returns>One column a rule; false also where a rule is not known.</returns>
    /// <exception cref="InvalidOperationException">A rule depends on the position.</exception>
    public IReadOnlyList<bool[]> Evaluate(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var holds = Rules.Select(_ => new bool[bars.Count]).ToArray();
        var run = Start(DefaultBlock);
        for (var start = 0; start < bars.Count; start += run.Count)
        {
            run.Next(bars, start);
            for (var rule = 0; rule < holds.Length; rule++)
            {
                var signals = run.Signals(rule);
                for (var word = 0; word < signals.Length; word++)
                {
                    for (var left = signals[word]; left != 0; left &= left - 1)
                        holds[rule][start + (word * 64) + BitOperations.TrailingZeroCount(left)] = true;
                }
            }
        }

        return holds;
    }
}
