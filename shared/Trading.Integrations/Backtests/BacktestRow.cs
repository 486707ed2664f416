using Azure.Data.Tables;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;
using Trading.Integrations.Json;
using Trading.Integrations.Strategies;
using Trading.Quant.Backtests;

namespace Trading.Integrations.Backtests;

/// <summary>A back-test as a row.</summary>
internal static class BacktestRow
{
    public static TableEntity Write(Backtest backtest)
    {
        var row = new TableEntity(backtest.User.Value, backtest.Id.Value)
        {
            ["CreatedAt"] = backtest.CreatedAt,
            ["IsSynthetic"] = backtest.IsSynthetic,
            ["InitialCash"] = StrategyColumns.Text(backtest.Request.InitialCash),
            ["FromTicks"] = backtest.Request.From.UtcTicks,   // as numbers: the years that tables know begin in 1601
            ["ToTicks"] = backtest.Request.To.UtcTicks,
            ["Status"] = backtest.Status.ToString(),
            ["Progress"] = backtest.Progress,
        };
        StrategyColumns.Write(row, backtest.Request.Strategy);
        if (backtest.Source is { } source)
            (row["StrategyId"], row["StrategyVersion"]) = (source.Strategy.Value, source.Version);
        if (backtest.EndedAt is { } ended)
            row["EndedAt"] = ended;
        if (backtest.Error is { } error)
            row["Error"] = error;
        if (backtest.Request.Limits is { } limits)
            row["Limits"] = StoredJson.Write(limits);
        if (backtest.Denials is { } denials)
            row["Denials"] = StoredJson.Write(denials);
        if (backtest.Pins is { } pins)
            Write(row, pins);
        if (backtest.Result is { } result)
            Write(row, result);
        return row;
    }

    public static Backtest Read(TableEntity row) => new(
        new UserId(row.PartitionKey),
        new BacktestId(row.RowKey),
        new BacktestRequest(
            StrategyColumns.Read(row), StrategyColumns.Number(row, "InitialCash"),
            new DateTimeOffset(row.GetInt64("FromTicks") ?? 0, TimeSpan.Zero), new DateTimeOffset(row.GetInt64("ToTicks") ?? 0, TimeSpan.Zero))
        {
            Limits = row.GetString("Limits") is { } limits ? StoredJson.Read<RiskLimits>(limits) : null,
        },
        row.GetBoolean("IsSynthetic") ?? false,
        row.GetDateTimeOffset("CreatedAt") ?? default)
    {
        Status = Enum.TryParse<BacktestStatus>(row.GetString("Status"), out var status)
            ? status
            : throw new InvalidDataException($"The back-test {row.RowKey} has the unknown status '{row.GetString("Status")}'."),
        Source = row.GetString("StrategyId") is { } strategy ? new BacktestSource(new StrategyId(strategy), row.GetInt32("StrategyVersion") ?? 1) : null,
        Progress = row.GetDouble("Progress") ?? 0,
        EndedAt = row.GetDateTimeOffset("EndedAt"),
        Error = row.GetString("Error"),
        Pins = row.ContainsKey("ResultHash") ? ReadPins(row) : null,
        Denials = row.GetString("Denials") is { } denials ? StoredJson.Read<BacktestDenials>(denials) : null,
        Result = row.ContainsKey("FinalEquity") ? ReadResult(row) : null,
    };

    // The costs of the pins are those of the strategy, which the row has anyway.
    private static void Write(TableEntity row, BacktestPins pins)
    {
        row["StrategyHash"] = pins.Strategy;
        row["DataHash"] = pins.Data;
        row["Engine"] = pins.Engine;
        row["Seed"] = unchecked((long)pins.Seed);
        row["ResultHash"] = pins.Result;
        if (pins.Limits is { } limits)
            row["LimitsHash"] = limits;
    }

    private static BacktestPins ReadPins(TableEntity row) => new(
        row.GetString("StrategyHash") ?? "", row.GetString("DataHash") ?? "", row.GetString("Engine") ?? "",
        StrategyColumns.Number(row, "CommissionRate"), StrategyColumns.Number(row, "SlippageRate"),
        unchecked((ulong)(row.GetInt64("Seed") ?? 0)), row.GetString("ResultHash") ?? "")
    {
        Limits = row.GetString("LimitsHash"),
    };

    private static void Write(TableEntity row, BacktestResult result)
    {
        row["Bars"] = result.Bars;
        row["EntrySignals"] = result.EntrySignals;
        row["ExitSignals"] = result.ExitSignals;
        row["Buys"] = result.Buys;
        row["Sells"] = result.Sells;
        row["Winners"] = result.Winners;
        row["HasOpenPosition"] = result.HasOpenPosition;
        row["FinalEquity"] = result.FinalEquity;
        row["FeesPaid"] = result.FeesPaid;
        row["TotalReturn"] = result.TotalReturn;
        row["MaxDrawdown"] = result.MaxDrawdown;
        if (double.IsFinite(result.Sharpe))
            row["Sharpe"] = result.Sharpe;
        row["PeriodsPerYear"] = result.PeriodsPerYear;
    }

    private static BacktestResult ReadResult(TableEntity row)
    {
        int Count(string column) => row.GetInt32(column) ?? 0;
        double Figure(string column) => row.GetDouble(column) ?? double.NaN;
        return new BacktestResult(
            Count("Bars"), Count("EntrySignals"), Count("ExitSignals"), Count("Buys"), Count("Sells"), Count("Winners"),
            row.GetBoolean("HasOpenPosition") ?? false, (double)StrategyColumns.Number(row, "InitialCash"), Figure("FinalEquity"), Figure("FeesPaid"),
            Figure("TotalReturn"), Figure("MaxDrawdown"), Figure("Sharpe"), Figure("PeriodsPerYear"));
    }
}
