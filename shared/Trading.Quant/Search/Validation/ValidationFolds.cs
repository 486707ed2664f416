using Trading.Domain.MarketData;
using Trading.Quant.Search.Sweeps;

namespace Trading.Quant.Search.Validation;

/// <summary>Ways to cut a series into bars for choosing and bars for judging.</summary>
public static class ValidationFolds
{
    /// <summary>A window of fixed length moves through the series; after each comes its test, and the next begins where that test ended.</summary>
    /// <param name="bars">Number of bars in the series.</param>
    /// <param name="train">Bars for choosing, 2 or more.</param>
    /// <param name="test">Bars for judging, 2 or more; a rest that is shorter is not used.</param>
    /// <remarks>Pardo (2008), The evaluation and optimization of trading strategies.</remarks>
    public static IReadOnlyList<ValidationFold> Rolling(int bars, int train, int test) => Walk(bars, train, test, isAnchored: false);

    /// <summary>The same, but each window for choosing begins at the first bar, so that it grows.</summary>
    /// <param name="bars">Number of bars in the series.</param>
    /// <param name="train">Bars of the first window for choosing, 2 or more.</param>
    /// <param name="test">Bars for judging, 2 or more; a rest that is shorter is not used.</param>
    public static IReadOnlyList<ValidationFold> Anchored(int bars, int train, int test) => Walk(bars, train, test, isAnchored: true);

    /// <summary>Windows by date: choosing on everything, or on the last stretch of time, before each test.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="firstTest">Beginning of the first test.</param>
    /// <param name="test">Length of a test.</param>
    /// <param name="train">Length of a window for choosing; null for everything before the test.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not above zero.</exception>
    public static IReadOnlyList<ValidationFold> ByDate(BarSeries bars, DateTimeOffset firstTest, TimeSpan test, TimeSpan? train = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(test, TimeSpan.Zero);
        if (train is { } length)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(train));
        List<ValidationFold> folds = [];
        var begin = firstTest;
        for (var from = bars.IndexAtOrAfter(begin); from < bars.Count;)
        {
            var to = bars.IndexAtOrAfter(begin + test);
            var first = train is { } reach ? bars.IndexAtOrAfter(begin - reach) : 0;
            if (from - first >= 2 && to - from >= 2)
                folds.Add(new ValidationFold(BarWindow.Of(new BarStretch(first, from)), new BarStretch(from, to)));
            (from, begin) = (to, begin + test);
        }

        return folds;
    }

    /// <summary>
    /// The series in equal parts, each judged by what was chosen on all the others. Bars next to the part are kept out of choosing: those before
    /// it (purged), whose trades or targets would reach into it, and those after it (embargoed), whose indicators still remember it.
    /// </summary>
    /// <param name="bars">Number of bars in the series.</param>
    /// <param name="folds">Number of parts, 2 or more.</param>
    /// <param name="purge">Bars before a part that are left out, 0 or more.</param>
    /// <param name="embargo">Bars after a part that are left out; the longest reach of an indicator is a good choice.</param>
    /// <exception cref="ArgumentException">What is left for choosing in some round is less than two bars.</exception>
    /// <remarks>López de Prado (2018), Advances in financial machine learning, chapter 7.</remarks>
    public static IReadOnlyList<ValidationFold> Purged(int bars, int folds, int purge, int embargo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 2 * folds);
        ArgumentOutOfRangeException.ThrowIfNegative(purge);
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        return [.. Enumerable.Range(0, folds).Select(fold =>
        {
            var test = new BarStretch((int)((long)bars * fold / folds), (int)((long)bars * (fold + 1) / folds));
            BarStretch[] train = [.. new[] { new BarStretch(0, test.From - purge), new BarStretch(test.To + embargo, bars) }.Where(part => part.Count >= 2)];
            return train.Length > 0
                ? new ValidationFold(BarWindow.Of(train), test)
                : throw new ArgumentException($"Purge and embargo leave nothing to choose on in part {fold + 1} of {folds}.", nameof(embargo));
        })];
    }

    private static List<ValidationFold> Walk(int bars, int train, int test, bool isAnchored)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 2);
        List<ValidationFold> folds = [];
        for (var from = train; bars - from >= test; from += test)
            folds.Add(new ValidationFold(BarWindow.Of(new BarStretch(isAnchored ? 0 : from - train, from)), new BarStretch(from, from + test)));
        return folds;
    }
}
