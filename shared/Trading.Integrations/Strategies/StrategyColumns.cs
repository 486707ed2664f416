using System.Globalization;
using Azure.Data.Tables;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;

namespace Trading.Integrations.Strategies;

/// <summary>A strategy document as columns of a row, wherever a row carries one.</summary>
internal static class StrategyColumns
{
    public static void Write(TableEntity row, StrategyDocument document)
    {
        row["Name"] = document.Name;
        row["Market"] = document.Instrument.Market.Code;
        row["Symbol"] = document.Instrument.Symbol;
        row["Interval"] = document.Interval.Code;
        row["Entry"] = document.Rules.Entry;
        if (document.Rules.Exit is { } exit)
            row["Exit"] = exit;
        row["Sizing"] = document.Rules.Sizing.Kind.ToString();
        row["WholeUnits"] = document.Rules.Sizing.WholeUnits;
        row["CommissionRate"] = Text(document.Costs.CommissionRate);
        row["SlippageRate"] = Text(document.Costs.SlippageRate);
    }

    /// <exception cref="InvalidDataException">The row carries no strategy document.</exception>
    public static StrategyDocument Read(TableEntity row)
    {
        if (!Market.TryParse(row.GetString("Market"), out var market) || !InstrumentId.TryCreate(market, row.GetString("Symbol"), out var instrument) ||
            !Interval.TryParse(row.GetString("Interval"), out var interval) || !Enum.TryParse<SizingKind>(row.GetString("Sizing"), out var sizing))
            throw new InvalidDataException($"The row {row.PartitionKey} {row.RowKey} carries no strategy.");
        return new StrategyDocument(
            row.GetString("Name") ?? "", instrument, interval,
            new StrategyRules(row.GetString("Entry") ?? "", row.GetString("Exit"), new Sizing(sizing, row.GetBoolean("WholeUnits") ?? false)),
            new TradingCosts(Number(row, "CommissionRate"), Number(row, "SlippageRate")));
    }

    /// <summary>Tables have no decimals: one travels as text.</summary>
    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="InvalidDataException">The column holds no decimal.</exception>
    public static decimal Number(TableEntity row, string column) =>
        decimal.TryParse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"The row {row.PartitionKey} {row.RowKey} holds no number in {column}.");
}
