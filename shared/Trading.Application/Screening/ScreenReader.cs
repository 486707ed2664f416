using System.Globalization;
using Trading.Application.Strategies;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Screening;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;

namespace Trading.Application.Screening;

/// <summary>Checks screens as they are sent.</summary>
public static class ScreenReader
{
    /// <summary>Most conditions.</summary>
    public const int MaxConditions = 50;

    /// <summary>Most columns.</summary>
    public const int MaxColumns = 50;

    /// <summary>Most rows shown, and most symbols to look among.</summary>
    public const int MaxRows = 5_000;

    private const int MaxMaxAgeDays = 3_650;

    /// <summary>Reads a screen.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static ScreenDocument? Read(ScreenDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        if (draft.Name is { } name && (name.Trim().Length is 0 or > StrategyReader.MaxNameLength || name.Any(char.IsControl)))
            errors.Add("name", $"name is {FieldErrors.Show(name)}; expected 1 to {StrategyReader.MaxNameLength} characters");
        if (draft.Description is { Length: > StrategyReader.MaxDescriptionLength } description)
            errors.Add("description", $"description has {description.Length} characters; expected at most {StrategyReader.MaxDescriptionLength}");
        if (!Market.TryParse(draft.Market, out var market))
            errors.Add("market", $"market is {FieldErrors.Show(draft.Market)}; expected one of {string.Join(", ", Market.All)}");
        if (!Interval.TryParse(draft.Interval ?? Interval.OneDay.Code, out var interval))
            errors.Add("interval", $"interval is {FieldErrors.Show(draft.Interval)}; expected one of {string.Join(", ", Interval.All)}");
        CheckTexts(draft, errors);
        CheckSymbols(draft.Symbols ?? [], market, errors);
        CheckNumber("limit", draft.Limit, 1, MaxRows, errors);
        CheckNumber("maxAgeDays", draft.MaxAgeDays, 0, MaxMaxAgeDays, errors);
        return errors.IsEmpty
            ? new ScreenDocument(draft.Name?.Trim() ?? "", market, interval, draft.Conditions ?? [])
            {
                Description = draft.Description,
                Symbols = [.. (draft.Symbols ?? []).Select(symbol => InstrumentId.Create(market, symbol).Symbol).Distinct()],
                Ranking = draft.Ranking is { } ranking ? new Ranking(ranking.Expression!, ranking.HighestFirst) : null,
                Columns = draft.Columns ?? [],
                Limit = draft.Limit ?? ScreenDocument.DefaultLimit,
                MaxAgeDays = draft.MaxAgeDays ?? ScreenDocument.DefaultMaxAgeDays,
            }
            : null;
    }

    private static void CheckTexts(ScreenDraft draft, FieldErrors errors)
    {
        var (conditions, columns) = (draft.Conditions ?? [], draft.Columns ?? []);
        if (conditions.Count > MaxConditions || (conditions.Count == 0 && draft.Ranking is null))
            errors.Add("conditions", $"conditions holds {conditions.Count}; expected 1 to {MaxConditions}, or none beside a ranking");
        if (columns.Count > MaxColumns)
            errors.Add("columns", $"columns holds {columns.Count}; expected at most {MaxColumns}");
        for (var i = 0; i < Math.Min(conditions.Count, MaxConditions); i++)
        {
            if (Rule.TryRead(conditions[i], out var rule, out var wrong) && rule.Root.UsesPosition)
                errors.Add($"conditions[{i}]", $"{FieldErrors.Show(conditions[i])} depends on a position; expected a condition on prices alone, since a screen looks at what nobody holds");
            Add($"conditions[{i}]", wrong, errors);
        }

        for (var i = 0; i < Math.Min(columns.Count, MaxColumns); i++)
            CheckFormula($"columns[{i}]", columns[i], errors);
        if (draft.Ranking is { } ranking)
            CheckFormula("ranking.expression", ranking.Expression, errors);
    }

    private static void CheckFormula(string field, string? text, FieldErrors errors)
    {
        if (Formula.TryRead(text, out var formula, out var wrong) && formula.Root.UsesPosition)
            errors.Add(field, $"{FieldErrors.Show(text)} depends on a position; expected a number made of prices alone");
        Add(field, wrong, errors);
    }

    private static void Add(string field, IReadOnlyList<RuleError> wrong, FieldErrors errors)
    {
        foreach (var error in wrong)
            errors.Add(field, error.ToString());
    }

    private static void CheckSymbols(IReadOnlyList<string> symbols, Market market, FieldErrors errors)
    {
        if (symbols.Count > MaxRows)
            errors.Add("symbols", $"symbols holds {symbols.Count}; expected at most {MaxRows}");
        foreach (var symbol in symbols.Where(symbol => !InstrumentId.TryCreate(market, symbol, out _)).Take(Rule.MaxErrors))
            errors.Add("symbols", $"symbol is {FieldErrors.Show(symbol)}; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens");
    }

    private static void CheckNumber(string field, int? number, int least, int most, FieldErrors errors)
    {
        if (number < least || number > most)
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{field} is {number}; expected {least} to {most}"));
    }
}
