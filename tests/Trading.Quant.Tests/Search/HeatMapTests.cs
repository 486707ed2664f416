using Trading.Quant.Search;

namespace Trading.Quant.Tests.Search;

public sealed class HeatMapTests
{
    [Fact]
    public void The_plateau_is_where_the_neighbours_do_well_too_and_not_the_best_cell()
    {
        double[][] scores =
        [
            [0, 0, 0, 0, 0, 0],
            [0, 9, 0, 4, 4, 4],
            [0, 0, 0, 4, 5, 4],
            [0, 0, 0, 4, 4, 4],
            [0, 0, 0, 0, 0, 0],
        ];
        var trials = scores.SelectMany((row, y) => row.Select((score, x) => Trial(x, y, score)));

        var map = HeatMap.Of(trials, "x", "y");

        Assert.Equal(new HeatMapCell(1, 1, 9), map.Peak);
        Assert.Equal(new HeatMapCell(4, 2, 37.0 / 9), map.Plateau);
        Assert.Equal(scores[2], map.Cells[2]);
    }

    [Fact]
    public void An_edge_is_no_plateau_for_want_of_neighbours()
    {
        double[][] scores = [[5, 5, 1], [5, 5, 4], [1, 4, 4], [4, 4, 4], [4, 4, 4]];

        var map = HeatMap.Of(scores.SelectMany((row, y) => row.Select((score, x) => Trial(x, y, score))), "x", "y");

        // By hand: around (0, 0) four fives and five times their worst, 5, is 5; the corner wins only when all that is known of it is good.
        Assert.Equal(new HeatMapCell(0, 0, 5), map.Plateau);
        var worse = HeatMap.Of(scores.SelectMany((row, y) => row.Select((score, x) => Trial(x, y, x == 1 && y == 1 ? 0 : score))), "x", "y");
        Assert.Equal(4, worse.Plateau!.Score);
    }

    [Fact]
    public void Cells_average_over_other_parameters_and_failures_leave_gaps()
    {
        Trial[] trials =
        [
            new(new ParameterSet(["x", "y", "z"], [1, 1, 1]), 2), new(new ParameterSet(["x", "y", "z"], [1, 1, 2]), 4),
            new(new ParameterSet(["x", "y", "z"], [2, 1, 1]), double.NaN), new(new ParameterSet(["x", "y", "z"], [2, 2, 1]), 1),
        ];

        var map = HeatMap.Of(trials, "x", "y");

        Assert.Equal(3, map.Cells[0][0]);
        Assert.True(double.IsNaN(map.Cells[0][1]));
        Assert.Null(HeatMap.Of([], "x", "y").Peak);
    }

    private static Trial Trial(double x, double y, double score) => new(new ParameterSet(["x", "y"], [x, y]), score);
}
