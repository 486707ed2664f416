namespace Trading.Domain.Markets;

/// <summary>The grid of prices at which an exchange accepts orders: the step (tick) depends on the price.</summary>
/// <remarks>
/// Korea: the table in force since 2023-01-25, and before it that of 2010, where KOSDAQ's largest step was 100 won. Funds and notes: 5 won,
/// since 2023-12-11 one won below 2,000 won. United States: Rule 612 of Regulation NMS, a cent, and 0.0001 dollar below one dollar;
/// the fractions of a dollar in use until 2001 are not modelled.
/// </remarks>
public sealed class TickTable
{
    private static readonly TickTable UnitedStates = new((0, 0.0001m), (1, 0.01m));

    private static readonly TickTable Korea2023 =
        new((0, 1), (2_000, 5), (5_000, 10), (20_000, 50), (50_000, 100), (200_000, 500), (500_000, 1_000));

    private static readonly Dated<TickTable> Kospi = new(
        (new DateOnly(2010, 10, 4), new TickTable((0, 1), (1_000, 5), (5_000, 10), (10_000, 50), (50_000, 100), (100_000, 500), (500_000, 1_000))),
        (new DateOnly(2023, 1, 25), Korea2023));

    private static readonly Dated<TickTable> Kosdaq = new(
        (new DateOnly(2010, 10, 4), new TickTable((0, 1), (1_000, 5), (5_000, 10), (10_000, 50), (50_000, 100))),
        (new DateOnly(2023, 1, 25), Korea2023));

    private static readonly Dated<TickTable> KoreanFunds = new(
        (new DateOnly(2002, 10, 14), new TickTable((0, 5))),
        (new DateOnly(2023, 12, 11), new TickTable((0, 1), (2_000, 5))));

    private readonly (decimal From, decimal Tick)[] bands;

    private TickTable(params (decimal From, decimal Tick)[] bands) => this.bands = bands;

    /// <summary>The table of a segment on a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such segment.</exception>
    public static TickTable Of(Segment segment, DateOnly date) => segment switch
    {
        Segment.UnitedStates => UnitedStates,
        Segment.Kospi => Kospi.At(date),
        Segment.Kosdaq => Kosdaq.At(date),
        Segment.KoreanFund => KoreanFunds.At(date),
        _ => throw new ArgumentOutOfRangeException(nameof(segment), segment, "No such segment."),
    };

    /// <summary>Steps by the price from which on they hold, lowest first.</summary>
    public IReadOnlyList<(decimal From, decimal Tick)> Bands => bands;

    /// <summary>The step at a price.</summary>
    public decimal TickAt(decimal price)
    {
        for (var i = bands.Length - 1; i > 0; i--)
        {
            if (price >= bands[i].From)
                return bands[i].Tick;
        }

        return bands[0].Tick;
    }

    /// <summary>The highest price on the grid that is not above a price.</summary>
    public decimal Down(decimal price)
    {
        var tick = TickAt(price);
        return decimal.Floor(price / tick) * tick;
    }

    /// <summary>The lowest price on the grid that is not below a price.</summary>
    public decimal Up(decimal price)
    {
        var tick = TickAt(price);
        return decimal.Ceiling(price / tick) * tick;
    }
}
