using System.Text.Json;
using Trading.Application.Backtests;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Functions.Http;

namespace Trading.Local.Commands;

/// <summary>Reads a strategy file: a back-test as the API takes it, or its strategy object alone. What a file of bars makes plain may be missing.</summary>
internal static class StrategyFile
{
    private const decimal DefaultCash = 1_000_000;

    /// <exception cref="JsonException">The text is neither.</exception>
    public static BacktestDraft Read(string text, string barsName)
    {
        using var parsed = JsonDocument.Parse(text);
        if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("Expected a JSON object.");
        var draft = parsed.RootElement.TryGetProperty("strategy", out _)
            ? JsonSerializer.Deserialize<BacktestDraft>(text, ApiJson.Requests)!
            : new BacktestDraft(Strategy: JsonSerializer.Deserialize<StrategyDraft>(text, ApiJson.Requests));

        var name = barsName.Split('.');
        return draft with
        {
            Market = draft.Market ?? "US",
            Symbols = draft.Symbols ?? [name[0].Length > 0 ? name[0] : "BARS"],
            Interval = draft.Interval ?? (BarsFile.IntervalOf(barsName) ?? Interval.OneDay).Code,
            InitialCash = draft.InitialCash ?? DefaultCash,
        };
    }
}
