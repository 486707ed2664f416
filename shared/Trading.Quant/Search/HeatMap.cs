namespace Trading.Quant.Search;

/// <summary>A score over two parameters: a cell is the mean of the trials that share both values, whatever their others; NaN where there is none.</summary>
/// <param name="Columns">Values of the parameter that runs to the right, ascending.</param>
/// <param name="Rows">Values of the parameter that runs downwards, ascending.</param>
/// <param name="Cells">By row, then by column.</param>
/// <param name="Peak">The best single cell; null when there is no score. On noise this is chance.</param>
/// <param name="Plateau">The cell around which the scores are best on average; null when there is no score. A better choice than the peak: its neighbours do well too.</param>
public sealed record HeatMap(
    IReadOnlyList<double> Columns, IReadOnlyList<double> Rows, IReadOnlyList<IReadOnlyList<double>> Cells, HeatMapCell? Peak, HeatMapCell? Plateau)
{
    /// <summary>The map of trials.</summary>
    /// <param name="trials">The trials; those without a score are left out.</param>
    /// <param name="column">Parameter that runs to the right.</param>
    /// <param name="row">Parameter that runs downwards.</param>
    /// <param name="objective">Which of the scores, from 0.</param>
    /// <exception cref="KeyNotFoundException">No such parameter.</exception>
    public static HeatMap Of(IEnumerable<Trial> trials, string column, string row, int objective = 0)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var means = trials.Where(trial => !double.IsNaN(trial.Scores[objective]))
            .GroupBy(trial => (Column: trial.Parameters[column], Row: trial.Parameters[row]))
            .ToDictionary(cell => cell.Key, cell => cell.Average(trial => trial.Scores[objective]));
        double[] columns = [.. means.Keys.Select(key => key.Column).Distinct().Order()];
        double[] rows = [.. means.Keys.Select(key => key.Row).Distinct().Order()];
        var cells = Array.ConvertAll(rows, y => Array.ConvertAll(columns, x => means.GetValueOrDefault((x, y), double.NaN)));
        return new HeatMap(columns, rows, cells, Best((x, y) => cells[y][x]), Best((x, y) => Around(cells, x, y)));

        HeatMapCell? Best(Func<int, int, double> score)
        {
            HeatMapCell? best = null;
            for (var y = 0; y < rows.Length; y++)
            {
                for (var x = 0; x < columns.Length; x++)
                {
                    if (!double.IsNaN(cells[y][x]) && (best is null || score(x, y) > best.Score))
                        best = new HeatMapCell(columns[x], rows[y], score(x, y));
                }
            }

            return best;
        }
    }

    /// <summary>
    /// The mean of a cell and its eight neighbours. Where neighbours are missing, over the edge or for want of a trial, the worst of those
    /// there stands in for each: an edge is no plateau as far as one can know.
    /// </summary>
    private static double Around(double[][] cells, int x, int y)
    {
        var (sum, count, worst) = (0.0, 0, double.PositiveInfinity);
        for (var row = Math.Max(0, y - 1); row <= Math.Min(cells.Length - 1, y + 1); row++)
        {
            for (var column = Math.Max(0, x - 1); column <= Math.Min(cells[row].Length - 1, x + 1); column++)
            {
                if (double.IsNaN(cells[row][column]))
                    continue;
                sum += cells[row][column];
                worst = Math.Min(worst, cells[row][column]);
                count++;
            }
        }

        return (sum + ((9 - count) * worst)) / 9;
    }
}
