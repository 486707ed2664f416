using Azure.Data.Tables;
using Trading.Application.Optimisations;
using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Search;

namespace Trading.Integrations.Optimisations;

/// <summary>A chunk of trials as a row of packed columns; a chunk's size keeps every column below a property's limit.</summary>
internal static class OptimisationChunkRow
{
    public static TableEntity Write(string partition, string rowKey, OptimisationChunk chunk)
    {
        var row = new TableEntity(partition, rowKey)
        {
            ["Number"] = chunk.Number,
            ["Count"] = chunk.Trials.Count,
            ["Choices"] = chunk.Choices.Count,
        };
        if (chunk.Choices.Count > 0)
        {
            row["ChoiceTrial"] = ColumnCodec.Pack(chunk.Choices.Select(choice => (double)choice.Trial).ToArray());
            row["ChoiceScore"] = ColumnCodec.Pack(chunk.Choices.Select(choice => choice.Score).ToArray());
        }

        if (chunk.Trials.Count == 0)
            return row;
        var first = chunk.Trials[0];
        row["First"] = first.Index;
        row["Names"] = string.Join(',', first.Parameters.Names);
        row["Bars"] = first.Result.Bars;
        row["InitialCash"] = first.Result.InitialCash;
        row["PeriodsPerYear"] = first.Result.PeriodsPerYear;
        row["Values"] = ColumnCodec.Pack(chunk.Trials.SelectMany(trial => trial.Parameters.Values).ToArray());
        void Write(string column, Func<BacktestResult, double> figure) =>
            row[column] = ColumnCodec.Pack(chunk.Trials.Select(trial => figure(trial.Result)).ToArray());
        Write("EntrySignals", result => result.EntrySignals);
        Write("ExitSignals", result => result.ExitSignals);
        Write("Buys", result => result.Buys);
        Write("Sells", result => result.Sells);
        Write("Winners", result => result.Winners);
        Write("HasOpenPosition", result => result.HasOpenPosition ? 1 : 0);
        Write("FinalEquity", result => result.FinalEquity);
        Write("FeesPaid", result => result.FeesPaid);
        Write("TotalReturn", result => result.TotalReturn);
        Write("MaxDrawdown", result => result.MaxDrawdown);
        Write("Sharpe", result => result.Sharpe);
        return row;
    }

    public static OptimisationChunk Read(TableEntity row)
    {
        var count = row.GetInt32("Count") ?? 0;
        double[] Read(string column, int length) => length == 0 ? [] : ColumnCodec.UnpackDoubles(row.GetBinary(column), length);
        var choices = row.GetInt32("Choices") ?? 0;
        var (choiceTrials, choiceScores) = (Read("ChoiceTrial", choices), Read("ChoiceScore", choices));
        string[] names = count == 0 ? [] : row.GetString("Names").Split(',');
        var values = Read("Values", count * names.Length);
        var (entries, exits, buys, sells) = (Read("EntrySignals", count), Read("ExitSignals", count), Read("Buys", count), Read("Sells", count));
        var (winners, open, equity, fees) = (Read("Winners", count), Read("HasOpenPosition", count), Read("FinalEquity", count), Read("FeesPaid", count));
        var (gain, drawdown, sharpe) = (Read("TotalReturn", count), Read("MaxDrawdown", count), Read("Sharpe", count));
        var (first, bars) = (row.GetInt32("First") ?? 0, row.GetInt32("Bars") ?? 0);
        var (cash, periods) = (row.GetDouble("InitialCash") ?? 0, row.GetDouble("PeriodsPerYear") ?? 0);
        return new OptimisationChunk(
            row.GetInt32("Number") ?? 0,
            [.. Enumerable.Range(0, count).Select(i => new OptimisationTrial(
                first + i,
                new ParameterSet(names, values[(i * names.Length)..((i + 1) * names.Length)]),
                new BacktestResult(
                    bars, (int)entries[i], (int)exits[i], (int)buys[i], (int)sells[i], (int)winners[i], open[i] != 0, cash, equity[i], fees[i],
                    gain[i], drawdown[i], sharpe[i], periods)))],
            [.. Enumerable.Range(0, choices).Select(i => new FoldChoice((int)choiceTrials[i], choiceScores[i]))]);
    }
}
