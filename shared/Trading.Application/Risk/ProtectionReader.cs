using System.Globalization;
using System.Text.Json;
using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>Reads protections from a request and says of each wrong field what was found and what was expected.</summary>
internal static class ProtectionReader
{
    private const int Most = 20;

    private static readonly ProtectionKind[] Kinds = Enum.GetValues<ProtectionKind>();

    public static string Name(ProtectionKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static IReadOnlyList<Protection> Read(IReadOnlyList<ProtectionDocument> documents, FieldErrors errors)
    {
        if (documents.Count > Most)
        {
            errors.Add("protections", $"protections has {documents.Count} entries; expected at most {Most}.");
            return [];
        }

        List<Protection> protections = [];
        for (var i = 0; i < documents.Count; i++)
        {
            if (documents[i] is null)
                errors.Add($"protections[{i}]", $"protections[{i}] is null; expected a protection.");
            else if (Read($"protections[{i}].", documents[i], errors) is { } protection)
                protections.Add(protection);
        }

        return [.. protections.Distinct()];
    }

    private static Protection? Read(string at, ProtectionDocument document, FieldErrors errors)
    {
        var trades = Whole($"{at}trades", document.Trades, Protection.MostTrades, errors);
        var lookback = Whole($"{at}lookbackSeconds", document.LookbackSeconds, RiskLimitsReader.MaxTradesSeconds, errors);
        var pause = Whole($"{at}pauseSeconds", document.PauseSeconds, RiskLimitsReader.MaxTradesSeconds, errors);
        if (document.Kind is null || !Array.Exists(Kinds, kind => Name(kind) == document.Kind))
        {
            errors.Add($"{at}kind", $"{at}kind is {FieldErrors.Show(document.Kind)}; expected {string.Join(", ", Kinds.SkipLast(1).Select(Name))} or {Name(Kinds[^1])}.");
            return null;
        }

        var kind = Array.Find(Kinds, kind => Name(kind) == document.Kind);
        if (document.PerInstrument is true && kind is not ProtectionKind.LosingTrades)
            errors.Add($"{at}perInstrument", $"{at}perInstrument is true; expected it only with {Name(ProtectionKind.LosingTrades)}.");
        return new Protection(kind, trades, lookback, pause)
        {
            Threshold = Threshold($"{at}threshold", kind, document.Threshold, errors),
            PerInstrument = document.PerInstrument ?? false,
        };
    }

    private static int Whole(string field, int? value, int most, FieldErrors errors)
    {
        if (value is not { } found || found < 1 || found > most)
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{field} is {Shown(value)}; expected a whole number from 1 to {most}."));
        return value ?? 0;
    }

    private static decimal Threshold(string field, ProtectionKind kind, decimal? value, FieldErrors errors)
    {
        var (isRight, expected) = kind switch
        {
            ProtectionKind.LosingTrades => (value is null or (>= -1 and <= 1), "a return from -1 to 1, or null for 0"),
            ProtectionKind.Drawdown => (value is > 0 and < 1, "a fraction above 0 and below 1"),
            _ => (value >= -RiskLimitsReader.MaxFraction && value <= RiskLimitsReader.MaxFraction, $"a sum of returns from -{RiskLimitsReader.MaxFraction} to {RiskLimitsReader.MaxFraction}"),
        };
        if (!isRight)
            errors.Add(field, $"{field} is {Shown(value)}; expected {expected}.");
        return value ?? 0;
    }

    private static string Shown(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "missing";
}
