using System.Globalization;
using Azure.Data.Tables;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Integrations.Json;

namespace Trading.Integrations.Strategies;

/// <summary>A strategy document as columns of a row, wherever a row carries one.</summary>
internal static class StrategyColumns
{
    private const int SymbolsAtOnce = 1_000;   // a property holds 32 Ki characters

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
        if (document.Description is { } description)
            row["Description"] = description;
        if (document.Kind is { } kind)
            row["Kind"] = kind.ToString();
        WriteUniverse(row, document);
        WriteParameters(row, document);
        WriteRules(row, document.Rules);
        WriteCosts(row, document.Costs);
    }

    /// <exception cref="InvalidDataException">The row carries no strategy document.</exception>
    public static StrategyDocument Read(TableEntity row)
    {
        if (!Market.TryParse(row.GetString("Market"), out var market) || !InstrumentId.TryCreate(market, row.GetString("Symbol"), out var instrument) ||
            !Interval.TryParse(row.GetString("Interval"), out var interval) || !Enum.TryParse<SizingKind>(row.GetString("Sizing"), out var sizing))
            throw new InvalidDataException($"The row {row.PartitionKey} {row.RowKey} carries no strategy.");
        var rules = ReadRules(row, sizing);
        var parameters = row.GetString("Parameters") is { } text ? StoredJson.Read<StrategyParameter[]>(text) : [];
        return new StrategyDocument(row.GetString("Name") ?? "", instrument, interval, rules, ReadCosts(row))
        {
            Parameters = parameters,
            OpenRules = parameters.Length > 0 ? ReadOpen(row, rules) : null,
            OtherInstruments = ReadOthers(row, market),
            Description = row.GetString("Description"),
            Kind = Enum.TryParse<StrategyKind>(row.GetString("Kind"), out var kind) ? kind : null,
            Segment = Enum.TryParse<Segment>(row.GetString("Segment"), out var segment) ? segment : null,
        };
    }

    private static void WriteUniverse(TableEntity row, StrategyDocument document)
    {
        var piece = 0;
        foreach (var symbols in document.OtherInstruments.Select(instrument => instrument.Symbol).Chunk(SymbolsAtOnce))
            row[$"Symbols{piece++}"] = string.Join(' ', symbols);
        if (document.Segment is { } segment)
            row["Segment"] = segment.ToString();
    }

    private static InstrumentId[] ReadOthers(TableEntity row, Market market)
    {
        List<InstrumentId> others = [];
        for (var piece = 0; row.GetString($"Symbols{piece}") is { } symbols; piece++)
            others.AddRange(symbols.Split(' ').Select(symbol => InstrumentId.Create(market, symbol)));
        return [.. others];
    }

    /// <summary>The texts as written stand beside those with the values put in: whatever runs a strategy reads the latter alone.</summary>
    private static void WriteParameters(TableEntity row, StrategyDocument document)
    {
        if (document.OpenRules is not { } open)
            return;
        row["Parameters"] = StoredJson.Write(document.Parameters);
        row["OpenEntry"] = open.Entry;
        if (open.Exit is { } exit)
            row["OpenExit"] = exit;
        if (open.ShortEntry is { } shortEntry)
            row["OpenShortEntry"] = shortEntry;
        if (open.ShortExit is { } shortExit)
            row["OpenShortExit"] = shortExit;
        if (open.Ranking is { } ranking)
            row["OpenRanking"] = ranking.Expression;
    }

    private static StrategyRules ReadOpen(TableEntity row, StrategyRules rules) => rules with
    {
        Entry = row.GetString("OpenEntry") ?? rules.Entry,
        Exit = row.GetString("OpenExit") ?? rules.Exit,
        ShortEntry = row.GetString("OpenShortEntry") ?? rules.ShortEntry,
        ShortExit = row.GetString("OpenShortExit") ?? rules.ShortExit,
        Ranking = rules.Ranking is { } ranking ? ranking with { Expression = row.GetString("OpenRanking") ?? ranking.Expression } : null,
    };

    private static void WriteRules(TableEntity row, StrategyRules rules)
    {
        var (sizing, exits) = (rules.Sizing, rules.Exits);
        row["SizingValue"] = Text(sizing.Value);
        row["SizingLookback"] = sizing.Lookback;
        row["SizingMaxFraction"] = Text(sizing.MaxFraction);
        if (rules.ShortEntry is { } shortEntry)
            row["ShortEntry"] = shortEntry;
        if (rules.ShortExit is { } shortExit)
            row["ShortExit"] = shortExit;
        WriteLevel(row, "Stop", exits.Stop);
        WriteLevel(row, "TrailingStop", exits.TrailingStop);
        WriteLevel(row, "Target", exits.Target);
        row["AtrLength"] = exits.AtrLength;
        if (exits.MaxBars is { } bars)
            row["MaxBars"] = bars;
        row["MaxPositions"] = rules.MaxPositions;
        if (rules.Ranking is { } ranking)
            (row["Ranking"], row["HighestFirst"]) = (ranking.Expression, ranking.HighestFirst);
    }

    private static StrategyRules ReadRules(TableEntity row, SizingKind kind)
    {
        var sizing = new Sizing(kind, row.GetBoolean("WholeUnits") ?? false);
        return new StrategyRules(row.GetString("Entry") ?? "", row.GetString("Exit"), sizing with
        {
            Value = Optional(row, "SizingValue") ?? sizing.Value,
            Lookback = row.GetInt32("SizingLookback") ?? sizing.Lookback,
            MaxFraction = Optional(row, "SizingMaxFraction") ?? sizing.MaxFraction,
        })
        {
            ShortEntry = row.GetString("ShortEntry"),
            ShortExit = row.GetString("ShortExit"),
            Exits = new ExitLevels
            {
                Stop = ReadLevel(row, "Stop"),
                TrailingStop = ReadLevel(row, "TrailingStop"),
                Target = ReadLevel(row, "Target"),
                AtrLength = row.GetInt32("AtrLength") ?? ExitLevels.None.AtrLength,
                MaxBars = row.GetInt32("MaxBars"),
            },
            MaxPositions = row.GetInt32("MaxPositions") ?? 1,
            Ranking = row.GetString("Ranking") is { } expression ? new Ranking(expression, row.GetBoolean("HighestFirst") ?? true) : null,
        };
    }

    private static void WriteLevel(TableEntity row, string column, Level? level)
    {
        if (level is { } distance)
            (row[column], row[$"{column}IsAtr"]) = (Text(distance.Value), distance.IsAtr);
    }

    private static Level? ReadLevel(TableEntity row, string column) =>
        Optional(row, column) is { } value ? new Level(value, row.GetBoolean($"{column}IsAtr") ?? false) : null;

    private static void WriteCosts(TableEntity row, TradingCosts costs)
    {
        row["CommissionPerUnit"] = Text(costs.CommissionPerUnit);
        row["CommissionMinimum"] = Text(costs.CommissionMinimum);
        if (costs.CommissionMaximum is { } most)
            row["CommissionMaximum"] = Text(most);
        row["SpreadRate"] = Text(costs.SpreadRate);
        row["ImpactRate"] = Text(costs.ImpactRate);
        if (costs.MaxVolumeShare is { } share)
            row["MaxVolumeShare"] = Text(share);
        row["LatencyMilliseconds"] = costs.LatencyMilliseconds;
        row["BorrowRate"] = Text(costs.BorrowRate);
        row["CashRate"] = Text(costs.CashRate);
        row["MarginRate"] = Text(costs.MarginRate);
        if (costs.MaintenanceMargin is { } margin)
            (row["MarginLong"], row["MarginShort"]) = (Text(margin.LongRate), Text(margin.ShortRate));
    }

    private static TradingCosts ReadCosts(TableEntity row) => new(Number(row, "CommissionRate"), Number(row, "SlippageRate"))
    {
        CommissionPerUnit = Optional(row, "CommissionPerUnit") ?? 0,
        CommissionMinimum = Optional(row, "CommissionMinimum") ?? 0,
        CommissionMaximum = Optional(row, "CommissionMaximum"),
        SpreadRate = Optional(row, "SpreadRate") ?? 0,
        ImpactRate = Optional(row, "ImpactRate") ?? 0,
        MaxVolumeShare = Optional(row, "MaxVolumeShare"),
        LatencyMilliseconds = row.GetInt32("LatencyMilliseconds") ?? 0,
        BorrowRate = Optional(row, "BorrowRate") ?? 0,
        CashRate = Optional(row, "CashRate") ?? 0,
        MarginRate = Optional(row, "MarginRate") ?? 0,
        MaintenanceMargin = row.ContainsKey("MarginLong") ? new MaintenanceMargin(Number(row, "MarginLong"), Number(row, "MarginShort")) : null,
    };

    /// <summary>A decimal that rows from before it was known do not have.</summary>
    private static decimal? Optional(TableEntity row, string column) => row.ContainsKey(column) ? Number(row, column) : null;

    /// <summary>Tables have no decimals: one travels as text.</summary>
    public static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="InvalidDataException">The column holds no decimal.</exception>
    public static decimal Number(TableEntity row, string column) =>
        decimal.TryParse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"The row {row.PartitionKey} {row.RowKey} holds no number in {column}.");
}
