using System.Text.Json;
using Trading.Application.Backtests;
using Trading.Application.Optimisations;
using Trading.Application.Strategies;
using Trading.Application.Templates;
using Trading.Domain.MarketData;
using Trading.Functions.Http;

namespace Trading.Local.Commands;

/// <summary>Reads a strategy file: a back-test as the API takes it, or its strategy object alone. What a file of bars makes plain may be missing.</summary>
internal static class StrategyFile
{
    private const decimal DefaultCash = 1_000_000;
    private const string DefaultMarket = "US";

    /// <exception cref="JsonException">The text is neither.</exception>
    public static BacktestDraft Read(string text, string barsName)
    {
        var draft = IsWhole(text)
            ? JsonSerializer.Deserialize<BacktestDraft>(text, ApiJson.Requests)!
            : new BacktestDraft(Strategy: JsonSerializer.Deserialize<StrategyDraft>(text, ApiJson.Requests));
        return draft with
        {
            Market = draft.Market ?? DefaultMarket,
            Symbols = draft.Symbols ?? [Symbol(barsName)],
            Interval = draft.Interval ?? Code(barsName),
            InitialCash = draft.InitialCash ?? DefaultCash,
        };
    }

    /// <summary>The same for a search: as the API takes it, or a strategy object whose numbers are given elsewhere.</summary>
    /// <exception cref="JsonException">The text is neither.</exception>
    public static OptimisationDraft ReadOptimisation(string text, string barsName)
    {
        var draft = IsWhole(text)
            ? JsonSerializer.Deserialize<OptimisationDraft>(text, ApiJson.Requests)!
            : new OptimisationDraft(Strategy: JsonSerializer.Deserialize<StrategyDraft>(text, ApiJson.Requests));
        return draft with
        {
            Market = draft.Market ?? DefaultMarket,
            Symbols = draft.Symbols ?? [Symbol(barsName)],
            Interval = draft.Interval ?? Code(barsName),
            InitialCash = draft.InitialCash ?? DefaultCash,
        };
    }

    /// <summary>A template on the bars of files: on all of them where it chooses among several instruments, else on the first.</summary>
    public static BacktestDraft Of(Template template, string? market, IReadOnlyList<string> barsNames) => template.Backtest(new TemplateTarget(
        market ?? DefaultMarket, [.. barsNames.Take(template.IsForMany ? barsNames.Count : 1).Select(Symbol).Distinct()], Code(barsNames[0])));

    private static bool IsWhole(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        return parsed.RootElement.ValueKind == JsonValueKind.Object
            ? parsed.RootElement.TryGetProperty("strategy", out _)
            : throw new JsonException("Expected a JSON object.");
    }

    private static string Symbol(string barsName) => barsName.Split('.')[0] is { Length: > 0 } symbol ? symbol : "BARS";

    private static string Code(string barsName) => (BarsFile.IntervalOf(barsName) ?? Interval.OneDay).Code;
}
