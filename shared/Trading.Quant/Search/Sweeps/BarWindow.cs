namespace Trading.Quant.Search.Sweeps;

/// <summary>
/// The bars on which a strategy trades and is judged. All bars before are seen too, as they would be live, so that its indicators are warm;
/// nothing after is.
/// </summary>
public sealed record BarWindow
{
    private BarWindow(IReadOnlyList<BarStretch> stretches, bool endsFlat)
    {
        Stretches = stretches;
        EndsFlat = endsFlat;
    }

    /// <summary>The parts of the window, ascending, with gaps between them.</summary>
    public IReadOnlyList<BarStretch> Stretches { get; }

    /// <summary>True when what is held at the end of a stretch is sold at its last close, with costs; false when it is left open.</summary>
    public bool EndsFlat { get; }

    /// <summary>Number of bars.</summary>
    public int Count => Stretches.Sum(stretch => stretch.Count);

    /// <summary>All bars of a series, a position at the end left open: an ordinary back-test.</summary>
    /// <param name="bars">Number of bars, 1 or more.</param>
    public static BarWindow Whole(int bars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 1);
        return new BarWindow([new BarStretch(0, bars)], endsFlat: false);
    }

    /// <summary>Stretches that are each left without a position, so that none of them reaches into what follows it.</summary>
    /// <exception cref="ArgumentException">No stretch, an empty one, or one that begins before the end of the one before.</exception>
    public static BarWindow Of(params IReadOnlyList<BarStretch> stretches)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        var end = 0;
        foreach (var stretch in stretches)
        {
            if (stretch.From < end || stretch.Count < 1)
                throw new ArgumentException($"Stretch {stretch.From} to {stretch.To} is empty or begins before {end}.", nameof(stretches));
            end = stretch.To;
        }

        return stretches.Count > 0 ? new BarWindow(stretches, endsFlat: true) : throw new ArgumentException("A window needs a stretch of bars.", nameof(stretches));
    }
}
