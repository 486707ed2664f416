using System.Text.Json;
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

    /// <summary>Longest description, in characters.</summary>
    public const int MaxDescriptionLength = 2_000;

    /// <summary>Reads a strategy and what it works on.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static StrategyDocument? Read(StrategyDocumentDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var universe = ReadUniverse(draft.Market, draft.Symbols, errors);
        var interval = ReadInterval(draft.Interval, errors);
        var written = ReadRules(draft.Strategy, errors);
        var parameters = written is null ? null : ParameterReader.Read(draft.Parameters, written, errors);
        var rules = written is null || parameters is null ? null : Placeholders.Fill(written, name => StrategyDocument.ValueOf(parameters, name));
        if (rules is not null)
            CheckTexts(rules, written!, parameters!, interval, errors);
        var costs = ReadCosts(draft.Costs, draft.Market, errors);
        var segment = ReadSegment(draft.Market, draft.Segment, errors);
        var name = draft.Name ?? rules?.Entry ?? "";
        if (draft.Name is not null && (draft.Name.Trim().Length is 0 or > MaxNameLength || draft.Name.Any(char.IsControl)))
            errors.Add("name", $"name is {FieldErrors.Show(draft.Name)}; expected 1 to {MaxNameLength} characters");
        if (draft.Description is { Length: > MaxDescriptionLength })
            errors.Add("description", $"description has {draft.Description.Length} characters; expected at most {MaxDescriptionLength}");
        var kind = draft.Kind is null ? null : ReadName<StrategyKind>("kind", draft.Kind, errors);
        return errors.IsEmpty
            ? new StrategyDocument(name.Length <= MaxNameLength ? name : name[..MaxNameLength], universe[0], interval!.Value, rules!, costs)
            {
                OtherInstruments = universe[1..],
                Parameters = parameters!,
                OpenRules = parameters!.Count > 0 ? written : null,
                Segment = segment,
                Description = draft.Description,
                Kind = kind,
            }
            : null;
    }

    /// <summary>The rules as written; their texts are not looked at.</summary>
    private static StrategyRules? ReadRules(StrategyDraft? draft, FieldErrors errors)
    {
        if (draft is null)
        {
            errors.Add("strategy", "strategy is missing; expected an object with entry, exit and sizing");
            return null;
        }

        var rules = new StrategyRules(draft.Entry ?? "", draft.Exit, ReadSizing(draft.Sizing, errors))
        {
            ShortEntry = draft.ShortEntry,
            ShortExit = draft.ShortExit,
            Exits = ReadExits(draft.Exits, errors),
            MaxPositions = draft.MaxPositions ?? 1,
            Ranking = draft.Ranking is { } ranking ? new Ranking(ranking.Expression ?? "", ranking.HighestFirst) : null,
        };
        Add(StrategyLimits.Check(rules, "strategy."), errors);
        return rules;
    }

    private static void CheckTexts(
        StrategyRules rules, StrategyRules written, IReadOnlyList<StrategyParameter> parameters, Interval? interval, FieldErrors errors)
    {
        // Without an interval, which is an error of its own, texts are checked as if for days.
        if (!RuleStrategy.TryCreate(rules, out _, out var found, interval ?? Interval.OneDay))
        {
            foreach (var (field, wrong) in found)
            {
                foreach (var error in wrong)
                    errors.Add($"strategy.{field}", error.ToString());
            }
        }
        else
        {
            ParameterReader.CheckEnds(parameters, written, interval ?? Interval.OneDay, errors);
        }
    }

    private static Sizing ReadSizing(SizingDraft? draft, FieldErrors errors)
    {
        if (draft is null)
            return new Sizing(SizingKind.AllIn, WholeUnits: false);
        var defaults = new Sizing(SizingKind.AllIn, draft.WholeUnits);
        return defaults with
        {
            Kind = ReadName<SizingKind>("strategy.sizing.kind", draft.Kind, errors) ?? SizingKind.AllIn,
            Value = draft.Value ?? 0,
            Lookback = draft.Lookback ?? defaults.Lookback,
            MaxFraction = draft.MaxFraction ?? defaults.MaxFraction,
        };
    }

    private static ExitLevels ReadExits(ExitsDraft? draft, FieldErrors errors)
    {
        return draft is null ? ExitLevels.None : ExitLevels.None with
        {
            Stop = Distance("stop", draft.Stop),
            TrailingStop = Distance("trailingStop", draft.TrailingStop),
            Target = Distance("target", draft.Target),
            AtrLength = draft.AtrLength ?? ExitLevels.None.AtrLength,
            MaxBars = draft.MaxBars,
        };

        Level? Distance(string field, LevelDraft? level)
        {
            if (level is { Value: null })
                errors.Add($"strategy.exits.{field}.value", "value is missing; expected a fraction such as 0.05 for five percent, or a multiple of the average true range");
            return level?.Value is { } value ? new Level(value, level.IsAtr) : null;
        }
    }

    private static InstrumentId[] ReadUniverse(string? market, IReadOnlyList<string>? symbols, FieldErrors errors)
    {
        if (!Market.TryParse(market, out var known))
            errors.Add("market", $"market is {FieldErrors.Show(market)}; expected one of {string.Join(", ", Market.All)}");
        List<InstrumentId> universe = [];
        foreach (var symbol in symbols ?? [])
        {
            if (InstrumentId.TryCreate(known, symbol, out var instrument))
                universe.Add(instrument);
            else
                errors.Add("symbols", $"symbol is {FieldErrors.Show(symbol)}; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens");
        }

        if (universe.Count == (symbols?.Count ?? 0))
            Add(StrategyLimits.Check(universe), errors);
        return [.. universe];
    }

    private static Interval? ReadInterval(string? text, FieldErrors errors)
    {
        if (Interval.TryParse(text, out var interval))
            return interval;
        errors.Add("interval", $"interval is {FieldErrors.Show(text)}; expected one of {string.Join(", ", Interval.All)}");
        return null;
    }

    private static TradingCosts ReadCosts(CostsDraft? draft, string? market, FieldErrors errors)
    {
        if (draft is null)
            return TradingCosts.None;
        var commission = draft.Preset is { } preset
            ? ReadPreset(preset, draft, market, errors)
            : new CommissionSchedule(draft.CommissionRate, draft.CommissionPerUnit, draft.CommissionMinimum, draft.CommissionMaximum);
        var costs = new TradingCosts(commission.Rate, draft.SlippageRate)
        {
            CommissionPerUnit = commission.PerUnit,
            CommissionMinimum = commission.Minimum,
            CommissionMaximum = commission.Maximum,
            SpreadRate = draft.SpreadRate,
            ImpactRate = draft.ImpactRate,
            MaxVolumeShare = draft.MaxVolumeShare,
            LatencyMilliseconds = draft.LatencyMilliseconds,
            BorrowRate = draft.BorrowRate,
            CashRate = draft.CashRate,
            MarginRate = draft.MarginRate,
            MaintenanceMargin = draft.MaintenanceMargin is { } margin
                ? new MaintenanceMargin(margin.LongRate ?? MaintenanceMargin.Finra4210.LongRate, margin.ShortRate ?? MaintenanceMargin.Finra4210.ShortRate)
                : null,
        };
        Add(StrategyLimits.Check(costs, "costs."), errors);
        return costs;
    }

    private static CommissionSchedule ReadPreset(string preset, CostsDraft draft, string? market, FieldErrors errors)
    {
        if (draft is not { CommissionRate: 0, CommissionPerUnit: 0, CommissionMinimum: 0, CommissionMaximum: null })
            errors.Add("costs.preset", $"preset is {FieldErrors.Show(preset)}; expected it alone, or the commission in numbers");
        if (ReadName<CommissionPlan>("costs.preset", preset, errors) is not { } plan)
            return default;
        if (Market.TryParse(market, out var known) && CommissionPlans.MarketOf(plan) != known)
            errors.Add("costs.preset", $"preset is {FieldErrors.Show(preset)}; expected one of the market {known}");
        return CommissionPlans.Of(plan);
    }

    private static Segment? ReadSegment(string? market, string? text, FieldErrors errors)
    {
        if (text is null || ReadName<Segment>("segment", text, errors) is not { } segment)
            return null;
        if (Market.TryParse(market, out var known) && SegmentRules.MarketOf(segment) != known)
            errors.Add("segment", $"segment is {FieldErrors.Show(text)}; expected one of the market {known}");
        return segment;
    }

    private static T? ReadName<T>(string field, string? text, FieldErrors errors)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == text)
                return value;
        }

        errors.Add(field, $"{field[(field.LastIndexOf('.') + 1)..]} is {FieldErrors.Show(text)}; expected one of {string.Join(", ", Enum.GetValues<T>().Select(value => $"'{JsonNamingPolicy.CamelCase.ConvertName(value.ToString())}'"))}");
        return null;
    }

    private static void Add(IReadOnlyList<StrategyProblem> problems, FieldErrors errors)
    {
        foreach (var problem in problems)
            errors.Add(problem.Field, problem.Message);
    }
}
