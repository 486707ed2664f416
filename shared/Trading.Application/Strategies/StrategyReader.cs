using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;

namespace Trading.Application.Strategies;

/// <summary>Checks strategies as they are sent. Every use of a strategy reads it here, so that what one accepts all accept.</summary>
public static class StrategyReader
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    private static readonly Sizing AllIn = new(SizingKind.AllIn, WholeUnits: false);

    /// <summary>Reads a strategy and what it works on.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static StrategyDocument? Read(StrategyDocumentDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var instrument = ReadInstrument(draft.Market, draft.Symbols, errors);
        var interval = ReadInterval(draft.Interval, errors);
        var rules = ReadRules(draft.Strategy, "strategy.", errors);
        var costs = ReadCosts(draft.Costs, errors);
        var name = draft.Name ?? draft.Strategy?.Entry ?? "";
        if (draft.Name is not null && (draft.Name.Trim().Length is 0 or > MaxNameLength || draft.Name.Any(char.IsControl)))
            errors.Add("name", $"name is {FieldErrors.Show(draft.Name)}; expected 1 to {MaxNameLength} characters");
        return instrument is { } known && interval is { } length && rules is not null && costs is not null && errors.IsEmpty
            ? new StrategyDocument(name.Length <= MaxNameLength ? name : name[..MaxNameLength], known, length, rules, costs)
            : null;
    }

    /// <summary>Reads the rules alone.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="path">What stands before the fields' names in errors, such as <c>strategy.</c>.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static StrategyRules? ReadRules(StrategyDraft? draft, string path, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (draft is null)
        {
            errors.Add("strategy", "strategy is missing; expected an object with entry, exit and sizing");
            return null;
        }

        if (draft.Sizing is { Kind: not "allIn" })
        {
            errors.Add($"{path}sizing.kind", $"kind is {FieldErrors.Show(draft.Sizing.Kind)}; expected 'allIn'");
            return null;
        }

        var rules = new StrategyRules(draft.Entry ?? "", draft.Exit, draft.Sizing is { } sizing ? AllIn with { WholeUnits = sizing.WholeUnits } : AllIn);
        if (SignalDetector.TryCreate(rules, out _, out var found))
            return rules;
        foreach (var (field, wrong) in found)
        {
            foreach (var error in wrong)
                errors.Add(path + field, error.ToString());
        }

        return null;
    }

    private static InstrumentId? ReadInstrument(string? market, IReadOnlyList<string>? symbols, FieldErrors errors)
    {
        var isKnown = Market.TryParse(market, out var known);
        if (!isKnown)
            errors.Add("market", $"market is {FieldErrors.Show(market)}; expected one of {string.Join(", ", Market.All)}");
        if (symbols is not { Count: 1 })
        {
            errors.Add("symbols", $"symbols holds {symbols?.Count ?? 0}; expected exactly one");
            return null;
        }

        if (!InstrumentId.TryCreate(known, symbols[0], out var instrument))
        {
            errors.Add("symbols", $"symbol is {FieldErrors.Show(symbols[0])}; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens");
            return null;
        }

        return isKnown ? instrument : null;
    }

    private static Interval? ReadInterval(string? text, FieldErrors errors)
    {
        if (Interval.TryParse(text, out var interval))
            return interval;
        errors.Add("interval", $"interval is {FieldErrors.Show(text)}; expected one of {string.Join(", ", Interval.All)}");
        return null;
    }

    private static TradingCosts? ReadCosts(CostsDraft? draft, FieldErrors errors)
    {
        if (draft is null)
            return TradingCosts.None;
        var costs = new TradingCosts(draft.CommissionRate, draft.SlippageRate);
        foreach (var problem in StrategyLimits.Check(costs, "costs."))
            errors.Add(problem.Field, problem.Message);
        return costs;
    }
}
