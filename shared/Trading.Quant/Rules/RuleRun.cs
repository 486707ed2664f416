using System.Numerics;
using System.Security.Cryptography;
using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>
/// Rules that are fed closed bars, one by one or in blocks; taking them in allocates nothing. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// After each block of <see cref="Count"/> bars, <see cref="Signals"/> and <see cref="Values"/> hold a bit or a number for each of its bars,
/// valid until the next. Rules that depend on the position are asked bar by bar with <see cref="Holds(int, int, in PositionView)"/>: what
/// in them does not depend on it is calculated with the block.
/// </remarks>
public sealed class RuleRun
{
    private static readonly BarField[] Fields = Enum.GetValues<BarField>();

    private readonly RuleFeeds feeds = new();
    private readonly ConditionSlot[] conditions;
    private readonly NumberSlot[] numbers;
    private readonly long[] time = new long[1];
    private readonly double[] field = new double[1];

    internal RuleRun(RuleProgram program, int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
        Program = program;
        Root = new LaneRun(program.Compiler.Root, block, feeds);
        conditions = [.. program.Conditions];
        numbers = [.. program.Numbers];
    }

    /// <summary>What runs.</summary>
    public RuleProgram Program { get; }

    /// <summary>Number of bars in the newest block; 0 before the first.</summary>
    public int Count => Root.Count;

    internal LaneRun Root { get; }

    /// <summary>Gives other bars as a series that may reach beyond the rules' own bars: none is seen before it has closed.</summary>
    /// <param name="need">Which, as in <see cref="RuleData.Series"/>.</param>
    /// <param name="series">The bars; those that were read already, also before a run was saved, are passed over.</param>
    /// <exception cref="ArgumentException">No rule needs them.</exception>
    public void Give(SeriesNeed need, BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(need);
        ArgumentNullException.ThrowIfNull(series);
        foreach (var feed in feeds.Of(need))
        {
            feed.IsGiven = true;
            feed.Attach(series);
        }
    }

    /// <summary>Gives a closed bar of other bars, later than those given before and before the rules' own bar that closes with it or later.</summary>
    /// <param name="need">Which, as in <see cref="RuleData.Series"/>.</param>
    /// <param name="bar">The bar.</param>
    /// <exception cref="ArgumentException">No rule needs it.</exception>
    public void Give(SeriesNeed need, in Bar bar)
    {
        ArgumentNullException.ThrowIfNull(need);
        foreach (var feed in feeds.Of(need))
        {
            feed.IsGiven = true;
            feed.Add(bar.Time.UtcTicks, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
        }
    }

    /// <summary>Gives a figure about a company.</summary>
    /// <param name="need">Which, as in <see cref="RuleData.Fundamentals"/>.</param>
    /// <param name="knownAt">When it was published; bars that closed before do not see it.</param>
    /// <param name="value">Its value from then on.</param>
    /// <exception cref="ArgumentException">It was known before one that was given earlier.</exception>
    public void Give(FundamentalNeed need, DateTimeOffset knownAt, double value)
    {
        ArgumentNullException.ThrowIfNull(need);
        var values = feeds.Of(need);
        if (values.Count > 0 && values[^1].KnownAt > knownAt.UtcTicks)
            throw new ArgumentException($"A value of {need.Field} follows one that was known later.", nameof(knownAt));
        values.Add((knownAt.UtcTicks, value));
    }

    /// <summary>Takes in the next bar, which has closed.</summary>
    public void Next(in Bar bar)
    {
        time[0] = bar.Time.UtcTicks;
        foreach (var each in Fields)
        {
            field[0] = each switch
            {
                BarField.Open => bar.Open,
                BarField.High => bar.High,
                BarField.Low => bar.Low,
                BarField.Close => bar.Close,
                _ => bar.Volume,
            };
            Root.CopyField(each, field);
        }

        Root.Next(time);
    }

    /// <summary>Takes in the next bars of a series, as many as a block holds.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="start">Position of the first bar to take in.</param>
    /// <returns>How many were taken in: the rest of the series, or a full block.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No bar is left from there on.</exception>
    public int Next(BarSeries bars, int start)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, bars.Count);
        var count = Math.Min(Root.Longest, bars.Count - start);
        foreach (var each in Fields)
            Root.SetField(each, bars.Memory(each).Slice(start, count));
        Root.Next(bars.Times.Slice(start, count));
        return count;
    }

    /// <summary>Takes in rows of numbers that were read before, in place of bars.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="given">A column for each <see cref="GivenNode"/>, by its number.</param>
    internal void Next(int rows, IReadOnlyList<ReadOnlyMemory<double>> given)
    {
        feeds.Given = given;
        Root.Next(new long[rows]);
    }

    /// <summary>Where a rule holds in the newest block: bit i of word w for bar 64 w + i. Clear also where it is not known.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <exception cref="InvalidOperationException">The rule depends on the position.</exception>
    public ReadOnlySpan<ulong> Signals(int rule) => Root.Holding(Still(rule)).AsSpan(0, (Count + 63) / 64);

    /// <summary>Where a rule is known not to hold in the newest block; laid out as <see cref="Signals"/>.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <exception cref="InvalidOperationException">The rule depends on the position.</exception>
    public ReadOnlySpan<ulong> Refusals(int rule) => Root.Failing(Still(rule)).AsSpan(0, (Count + 63) / 64);

    /// <summary>The first bar of the newest block, from one on, at which a rule holds.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="from">Where to begin, 0 for the block's first bar.</param>
    /// <returns>Its position in the block; <see cref="Count"/> when there is none.</returns>
    /// <exception cref="InvalidOperationException">The rule depends on the position.</exception>
    public int NextSignal(int rule, int from)
    {
        var signals = Signals(rule);
        for (var word = from >> 6; word < signals.Length; word++)
        {
            var left = word == from >> 6 ? signals[word] & (ulong.MaxValue << (from & 63)) : signals[word];
            if (left != 0)
                return (word << 6) + BitOperations.TrailingZeroCount(left);
        }

        return Count;
    }

    /// <summary>A formula's values in the newest block; NaN where it is not defined.</summary>
    /// <param name="formula">Number of the formula.</param>
    public ReadOnlySpan<double> Values(int formula) => Root.Operands(numbers[formula].Index).Values[..Count];

    /// <summary>Whether a rule holds at the newest bar without a position; false also while it is not known.</summary>
    /// <param name="rule">Number of the rule.</param>
    public bool Holds(int rule) => Holds(rule, Count - 1, PositionView.None);

    /// <summary>Whether a rule holds at a bar of the newest block; false also while it is not known.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="row">The bar's position in the block.</param>
    /// <param name="position">The position held at its close.</param>
    public bool Holds(int rule, int row, in PositionView position) => Truth(rule, row, position) == RuleTruth.Holds;

    /// <summary>What a rule is at a bar of the newest block.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="row">The bar's position in the block.</param>
    /// <param name="position">The position held at its close.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such bar in the newest block.</exception>
    public RuleTruth Truth(int rule, int row, in PositionView position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        var slot = conditions[rule];
        return slot.PerPosition is { } each ? each(Root, row, position) : Root.Truth(slot, row);
    }

    /// <summary>Why a rule holds at the newest bar, or why it does not: every part's value and how far it is from the other side.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="position">The position held at its close.</param>
    /// <exception cref="InvalidOperationException">No bar was taken in.</exception>
    public RuleExplanation Explain(int rule, in PositionView position = default) => Count > 0
        ? new RuleExplainer(Program.Compiler, position).Explain(Program.Rules[rule].Root, Root)
        : throw new InvalidOperationException("No bar was taken in yet.");

    /// <summary>
    /// Forgets every bar and everything that was given, without allocating: one run serves any number of symbols one after the other.
    /// </summary>
    public void Reset()
    {
        feeds.Reset();
        Root.Reset();
    }

    /// <summary>Everything that is remembered of the bars, for <see cref="RuleProgram.Resume"/>.</summary>
    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Identity);
        Root.Save(writer);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    internal void Load(ReadOnlyMemory<byte> saved)
    {
        var body = saved[..Math.Max(0, saved.Length - SHA256.HashSizeInBytes)];
        if (!SHA256.HashData(body.Span).AsSpan().SequenceEqual(saved.Span[body.Length..]))
            throw new FormatException("The saved state of rules is damaged.");
        using var reader = new BinaryReader(new MemoryStream(body.ToArray()));
        try
        {
            if (reader.ReadString() != Identity)
                throw new FormatException("The saved state is of other rules.");
            Root.Load(reader);
        }
        catch (Exception other) when (other is IOException or ArgumentException)
        {
            throw new FormatException("The state of rules was saved by a version that remembers otherwise.", other);
        }
    }

    private string Identity => string.Join('\n', [$"{Program.Interval}", .. Program.Rules.Select(rule => rule.Root.Text), .. Program.Formulas.Select(formula => formula.Root.Text)]);

    private ConditionSlot Still(int rule) => conditions[rule] is { PerPosition: null } slot
        ? slot
        : throw new InvalidOperationException($"The rule {Program.Rules[rule]} depends on the position; ask it bar by bar.");
}
