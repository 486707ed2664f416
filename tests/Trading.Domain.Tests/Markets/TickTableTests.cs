using Trading.Domain.Markets;

namespace Trading.Domain.Tests.Markets;

/// <summary>Expected values: the tables that Korea Exchange published for 2010 and 2023-01-25, and Rule 612 of Regulation NMS.</summary>
public sealed class TickTableTests
{
    [Theory]
    [InlineData(Segment.Kospi, "2023-01-25", 1_999, 1)]
    [InlineData(Segment.Kospi, "2023-01-25", 2_000, 5)]
    [InlineData(Segment.Kosdaq, "2023-01-25", 19_990, 10)]
    [InlineData(Segment.Kospi, "2026-11-27", 70_000, 100)]
    [InlineData(Segment.Kosdaq, "2026-11-27", 300_000, 500)]
    [InlineData(Segment.Kospi, "2026-11-27", 500_000, 1_000)]
    [InlineData(Segment.Kospi, "2023-01-24", 1_999, 5)]
    [InlineData(Segment.Kospi, "2023-01-24", 70_000, 100)]
    [InlineData(Segment.Kospi, "2023-01-24", 300_000, 500)]
    [InlineData(Segment.Kosdaq, "2023-01-24", 300_000, 100)]
    [InlineData(Segment.KoreanFund, "2023-12-08", 1_500, 5)]
    [InlineData(Segment.KoreanFund, "2023-12-11", 1_500, 1)]
    [InlineData(Segment.KoreanFund, "2026-11-27", 60_000, 5)]
    [InlineData(Segment.UnitedStates, "2024-01-02", 0.9999, 0.0001)]
    [InlineData(Segment.UnitedStates, "2024-01-02", 1, 0.01)]
    public void The_step_is_that_of_the_table_in_force(Segment segment, string date, double price, double tick) =>
        Assert.Equal((decimal)tick, TickTable.Of(segment, DateOnly.Parse(date)).TickAt((decimal)price));

    [Theory]
    [InlineData(70_049, 70_000, 70_100)]
    [InlineData(70_000, 70_000, 70_000)]
    [InlineData(1_999.5, 1_999, 2_000)]
    [InlineData(4_999, 4_995, 5_000)]
    public void A_price_is_moved_onto_the_grid_down_or_up(double price, double down, double up)
    {
        var ticks = TickTable.Of(Segment.Kospi, new DateOnly(2024, 1, 2));

        Assert.Equal(((decimal)down, (decimal)up), (ticks.Down((decimal)price), ticks.Up((decimal)price)));
    }
}
