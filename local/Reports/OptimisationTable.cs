using System.Globalization;
using Trading.Application.Optimisations;
using Trading.Quant.Search;

namespace Trading.Local.Reports;

/// <summary>A search's result as lines of text.</summary>
internal static class OptimisationTable
{
    private const int MostColumns = 16;
    private const int MostRows = 40;

    /// <summary>What was searched, the best, a map of two parameters, and how far it can be believed.</summary>
    public static IEnumerable<string> Lines(OptimisationRequest request, OptimisationResult result, IReadOnlyList<OptimisationTrial> trials)
    {
        var backtest = request.Backtest;
        string[] names = [.. request.Space.Ranges.Select(range => range.Name)];
        yield return $"{backtest.Strategy.Name}: {backtest.Strategy.Instrument} {backtest.Strategy.Interval}, {result.Trials} trials, best by {request.Objectives[0]}";
        yield return "";
        foreach (var line in Table(names, result.Top))
            yield return line;
        if (result.Front.Count > 0)
        {
            yield return "";
            yield return $"No other trial beats these in every one of {string.Join(", ", request.Objectives)}";
            foreach (var line in Table(names, result.Front))
                yield return line;
        }

        if (result.Plateau is { } plateau)
        {
            foreach (var line in Map(names, request.Objectives[0], plateau, trials))
                yield return line;
        }

        yield return "";
        yield return $"Best Sharpe ratio by luck    {Number(result.Honesty.ExpectedMaximumSharpe)}";
        yield return $"Deflated Sharpe ratio        {Number(result.Honesty.DeflatedSharpe)}   probability that the best is better than none";
        yield return $"Probability of overfitting   {Number(result.Honesty.ProbabilityOfOverfitting)}   from {result.Honesty.OverfittingTrials} trials; about 0.5 without skill";
        if (result.Validation is { } validation)
        {
            foreach (var line in Rounds(validation))
                yield return line;
        }
    }

    /// <summary>Every trial as a row.</summary>
    public static IEnumerable<string> Csv(IEnumerable<OptimisationTrial> trials)
    {
        var isFirst = true;
        foreach (var trial in trials)
        {
            if (isFirst)
                yield return $"trial,{string.Join(',', trial.Parameters.Names)},finalEquity,totalReturn,sharpe,calmar,maxDrawdown,buys,sells,winners,feesPaid";
            isFirst = false;
            var result = trial.Result;
            double[] figures = [result.FinalEquity, result.TotalReturn, result.Sharpe, Objective.Calmar.Score(result), result.MaxDrawdown];
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{trial.Index},{Cells(trial.Parameters.Values)},{Cells(figures)},{result.Buys},{result.Sells},{result.Winners},{result.FeesPaid:R}");
        }
    }

    private static IEnumerable<string> Table(string[] names, IReadOnlyList<TrialView> trials)
    {
        yield return string.Concat(names.Select(name => $"{name,12}")) + $"{"Sharpe",10}{"Return",12}{"Drawdown",10}{"Trades",8}{"Final equity",20}";
        foreach (var trial in trials)
        {
            var result = trial.Result;
            yield return string.Concat(names.Select(name => $"{Plain(trial.Parameters[name]),12}")) + string.Create(CultureInfo.InvariantCulture,
                $"{Number(result.Sharpe),10}{result.TotalReturn,12:0.00%}{result.MaxDrawdown,10:0.00%}{result.Buys,8}{result.FinalEquity,20:#,##0.00}");
        }
    }

    private static IEnumerable<string> Map(string[] names, Objective objective, HeatMapCell plateau, IReadOnlyList<OptimisationTrial> trials)
    {
        yield return "";
        yield return $"Best region: around {names[0]} {Plain(plateau.Column)}, {names[1]} {Plain(plateau.Row)}; mean {objective} there {Number(plateau.Score)}";
        var map = HeatMap.Of(trials.Select(trial => trial.Scored(objective)), names[0], names[1]);
        if (map.Columns.Count > MostColumns || map.Rows.Count > MostRows)
            yield break;
        yield return $"{objective} by {names[0]} (to the right) and {names[1]} (downwards); [ ] marks the best region, * the best cell";
        yield return $"{"",10}" + string.Concat(map.Columns.Select(column => $"{Plain(column),12}"));
        for (var y = 0; y < map.Rows.Count; y++)
        {
            var row = map.Rows[y];
            yield return $"{Plain(row),10}" + string.Concat(map.Cells[y].Select((cell, x) => $"{Mark(map, plateau, map.Columns[x], row, Number(cell)),12}"));
        }
    }

    private static string Mark(HeatMap map, HeatMapCell plateau, double column, double row, string cell)
    {
        var starred = map.Peak is { } peak && peak.Column == column && peak.Row == row ? cell + "*" : cell;
        return plateau.Column == column && plateau.Row == row ? $"[{starred}]" : starred;
    }

    private static IEnumerable<string> Rounds(ValidationView validation)
    {
        yield return "";
        yield return "On bars that the choice did not see";
        yield return $"{"From",12}{"To",12}{"Trained",10}{"Tested",10}{"Return",10}  Chosen";
        foreach (var round in validation.Rounds)
        {
            var chosen = round.Parameters is null ? "none" : string.Join(", ", round.Parameters.Select(each => $"{each.Key}={Plain(each.Value)}"));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{round.From,12:yyyy-MM-dd}{round.To,12:yyyy-MM-dd}{Number(round.TrainScore),10}{Number(round.TestScore),10}{round.TestReturn,10:0.00%}  {chosen}");
        }

        yield return string.Create(CultureInfo.InvariantCulture,
            $"All tests: return {validation.TotalReturn:0.00%}, Sharpe {Number(validation.Sharpe)}, drawdown {validation.MaxDrawdown:0.00%}, efficiency {Number(validation.Efficiency)}");
    }

    private static string Cells(IEnumerable<double> values) => string.Join(',', values.Select(value => double.IsFinite(value) ? Plain(value) : ""));

    private static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value is { } known && double.IsFinite(known)
        ? known.ToString(Math.Abs(known) >= 1_000 ? "#,##0" : "0.000", CultureInfo.InvariantCulture)
        : "-";
}
