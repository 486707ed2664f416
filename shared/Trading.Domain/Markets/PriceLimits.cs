namespace Trading.Domain.Markets;

/// <summary>The lowest and the highest price at which an exchange lets an instrument trade on a day.</summary>
/// <param name="Lower">Not below this.</param>
/// <param name="Upper">Not above this.</param>
/// <remarks>
/// Korea Exchange: 30 % either side of the previous close since 2015-06-15, 15 % before, rounded toward that close onto the tick grid. Leveraged
/// funds and first days of trading, which have other limits, are not told apart. United States: no daily limits.
/// </remarks>
public readonly record struct PriceLimits(decimal Lower, decimal Upper)
{
    private static readonly Dated<decimal> Korea = new(
        (new DateOnly(1998, 12, 7), 0.15m),
        (new DateOnly(2015, 6, 15), 0.30m));

    /// <summary>Most that a price may move on a day from the close before, as a fraction of it; null for no limit.</summary>
    public static decimal? FractionOf(Segment segment, DateOnly date) => segment is Segment.UnitedStates ? null : Korea.At(date);

    /// <summary>The limits of a day.</summary>
    /// <param name="segment">Where it is listed.</param>
    /// <param name="date">The day.</param>
    /// <param name="previousClose">Close of the session before, after a split in units of the new share.</param>
    /// <returns>Null where there are none.</returns>
    public static PriceLimits? Of(Segment segment, DateOnly date, decimal previousClose)
    {
        if (FractionOf(segment, date) is not { } fraction)
            return null;
        var ticks = TickTable.Of(segment, date);
        return new PriceLimits(ticks.Up(previousClose * (1 - fraction)), ticks.Down(previousClose * (1 + fraction)));
    }
}
