using System.Globalization;
using Trading.Application.Backtests;
using Trading.Domain.Backtests;
using Trading.Domain.Strategies;
using Trading.Quant.Rules;
using Trading.Quant.Search;
using Trading.Quant.Search.Validation;

namespace Trading.Application.Optimisations;

/// <summary>Checks searches for parameters as they are asked for.</summary>
public static class OptimisationReader
{
    /// <summary>Most combinations of a grid or a random search.</summary>
    public const int MaxTrials = 100_000;

    /// <summary>Most combinations of a search that learns from its trials: its own work grows faster than theirs.</summary>
    public const int MaxAdaptiveTrials = 2_000;

    /// <summary>Most parameters.</summary>
    public const int MaxParameters = 10;

    /// <summary>Largest grid before constraints.</summary>
    public const long MaxGrid = 1_000_000;

    private const int DefaultTrials = 100;
    private const int MaxValues = 1_000;
    private const int MaxConstraints = 20;
    private const int MaxFolds = 200;

    /// <summary>Reads a search.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static OptimisationRequest? Read(OptimisationDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var method = ReadWord<SearchMethod>("method", draft.Method ?? "grid", errors);
        var objectives = ReadObjectives(draft.Objectives ?? ["sharpe"], errors);
        var folds = draft.Validation is { } validation ? ReadValidation(validation, errors) : null;
        if (folds is not null && method is SearchMethod.Bayesian or SearchMethod.Genetic)
            errors.Add("validation", $"validation needs the method grid or random: what {draft.Method} tries is led by the bars that would judge it");
        var space = ReadSpace(draft, errors);
        var isFast = false;
        var backtest = space is null ? null : ReadBacktest(draft, space, out isFast, errors);
        var trials = space is null || method is not { } known ? null : ReadTrials(draft.Trials, known, space, errors);
        return errors.IsEmpty && trials is { } count
            ? new OptimisationRequest(backtest!, space!, method!.Value, count, draft.Seed, objectives, folds) { IsFast = isFast }
            : null;
    }

    /// <summary>Reads the word of an objective.</summary>
    /// <param name="text">Such as <c>sharpe</c>.</param>
    /// <param name="field">Field that it stands in.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <returns>Null when it is none.</returns>
    public static Objective? ReadObjective(string text, string field, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return ReadWord<Objective>(field, text, errors);
    }

    private static T? ReadWord<T>(string field, string text, FieldErrors errors)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value).Equals(text, StringComparison.Ordinal))
                return value;
        }

        errors.Add(field, $"{field} is {FieldErrors.Show(text)}; expected one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}");
        return null;
    }

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static List<Objective> ReadObjectives(IReadOnlyList<string> texts, FieldErrors errors)
    {
        var most = Enum.GetValues<Objective>().Length;
        if (texts.Count < 1 || texts.Count > most || texts.Distinct().Count() != texts.Count)
            errors.Add("objectives", $"objectives holds {texts.Count}; expected 1 to {most}, each once");
        return [.. texts.Take(most).Select((text, i) => ReadObjective(text, $"objectives[{i}]", errors) ?? default)];
    }

    private static ParameterSpace? ReadSpace(OptimisationDraft draft, FieldErrors errors)
    {
        var drafts = draft.Parameters ?? [];
        if (drafts.Count is < 1 or > MaxParameters || drafts.Contains(null))
        {
            errors.Add("parameters", $"parameters holds {drafts.Count}; expected 1 to {MaxParameters}, none of them null");
            return null;
        }

        var ranges = new List<ParameterRange>();
        for (var i = 0; i < drafts.Count; i++)
        {
            if (ReadRange(drafts[i], $"parameters[{i}]", errors) is { } range)
                ranges.Add(range);
        }

        var named = Template(draft).Parameters;
        foreach (var missing in named.Where(name => !drafts.Any(each => name.Equals(each.Name, StringComparison.OrdinalIgnoreCase))))
            errors.Add("parameters", $"the rules use ${missing}, for which there are no values");
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Name is { } name && !named.Contains(name, StringComparer.OrdinalIgnoreCase))
                errors.Add($"parameters[{i}].name", $"no rule uses ${FieldErrors.Show(name).Trim('\'')}");
        }

        if (ranges.Select(range => range.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != ranges.Count)
            errors.Add("parameters", "two parameters have the same name");
        if (!errors.IsEmpty)
            return null;
        return ReadConstraints(draft.Constraints ?? [], ranges, errors) is { } constraints ? new ParameterSpace(ranges, constraints) : null;
    }

    private static ParameterRange? ReadRange(ParameterDraft draft, string path, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(draft.Name))
        {
            errors.Add($"{path}.name", $"name is {FieldErrors.Show(draft.Name)}; expected the name that stands after $ in a rule");
            return null;
        }

        try
        {
            if (draft.Values is { Count: > MaxValues } many)
            {
                errors.Add($"{path}.values", $"values holds {many.Count}; expected 1 to {MaxValues}");
                return null;
            }

            if (draft.Values is { } values)
                return ParameterRange.Choice(draft.Name, values);
            if (draft is { From: { } from, To: { } to })
                return ParameterRange.Real(draft.Name, from, to, draft.Step ?? 0, draft.Logarithmic);
            errors.Add(path, "from or to is missing; expected both, or values");
        }
        catch (ArgumentException impossible)
        {
            errors.Add(path, impossible.Message.Split(" (Parameter")[0]);
        }

        return null;
    }

    private static List<ParameterConstraint>? ReadConstraints(IReadOnlyList<string> texts, List<ParameterRange> ranges, FieldErrors errors)
    {
        if (texts.Count > MaxConstraints)
            errors.Add("constraints", $"constraints holds {texts.Count}; expected at most {MaxConstraints}");
        string[] names = [.. ranges.Select(range => range.Name)];
        List<ParameterConstraint> constraints = [];
        for (var i = 0; i < texts.Count && errors.IsEmpty; i++)
        {
            try
            {
                constraints.Add(ParameterConstraint.Parse(texts[i] ?? "", names));
            }
            catch (FormatException wrong)
            {
                errors.Add($"constraints[{i}]", wrong.Message);
            }
        }

        return errors.IsEmpty ? constraints : null;
    }

    /// <summary>The back-test with its placeholders, checked with numbers put in: the middle of every range, and each end of each.</summary>
    private static BacktestRequest? ReadBacktest(OptimisationDraft draft, ParameterSpace space, out bool isFast, FieldErrors errors)
    {
        var template = Template(draft);
        var middle = space.Ranges.Select(_ => 0.5).ToArray();
        var filled = template.With(space.FromUnits(middle));
        var request = BacktestReader.Read(
            new BacktestDraft(
                draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.InitialCash,
                draft.Strategy is { } strategy ? strategy with { Entry = filled.Entry, Exit = filled.Exit, ShortEntry = filled.ShortEntry, ShortExit = filled.ShortExit } : null, draft.Costs, draft.From, draft.To, draft.Segment),
            errors);
        isFast = request is not null && BacktestRunner.IsFast(request);
        if (request is null)
            return null;
        if (request.Strategy.OtherInstruments.Count > 0)
            errors.Add("symbols", $"symbols holds {request.Strategy.OtherInstruments.Count + 1}; expected one: a search runs on one series");
        if (BacktestData.OtherKeys(request.Strategy) is [var other, ..])
            errors.Add("strategy", $"the rules look at bars of {other}; a search looks at the instrument's own alone");
        for (var i = 0; i < space.Ranges.Count; i++)
        {
            foreach (var end in new[] { 0.0, 1.0 })
            {
                var rules = template.With(space.FromUnits([.. middle.Select((unit, d) => d == i ? end : unit)]));
                foreach (var text in new[] { rules.Entry, rules.Exit, rules.ShortEntry, rules.ShortExit })
                {
                    if (text is not null && !Rule.TryParse(text, out _, out var error))
                        errors.Add($"parameters[{i}]", $"with '{text}' the strategy is not valid: {error}");
                }
            }
        }

        var written = request.Strategy with
        {
            Name = draft.Name ?? draft.Strategy!.Entry ?? "",
            Rules = request.Strategy.Rules with
            {
                Entry = template.Rules.Entry, Exit = template.Rules.Exit, ShortEntry = template.Rules.ShortEntry, ShortExit = template.Rules.ShortExit,
                Ranking = null,   // one series has nothing to rank
            },
        };
        return request with { Strategy = written };
    }

    private static StrategyTemplate Template(OptimisationDraft draft) =>
        new(new StrategyRules(draft.Strategy?.Entry ?? "", draft.Strategy?.Exit, new Sizing(SizingKind.AllIn, WholeUnits: false))
        {
            ShortEntry = draft.Strategy?.ShortEntry,
            ShortExit = draft.Strategy?.ShortExit,
        });

    private static int? ReadTrials(int? asked, SearchMethod method, ParameterSpace space, FieldErrors errors)
    {
        var most = method is SearchMethod.Grid or SearchMethod.Random ? MaxTrials : MaxAdaptiveTrials;
        if (asked is not (null or >= 1) || asked > most)
            errors.Add("trials", string.Create(CultureInfo.InvariantCulture, $"trials is {asked}; expected 1 to {most}"));
        if (method is not SearchMethod.Grid)
            return asked ?? DefaultTrials;
        if (space.Ranges.FirstOrDefault(range => range.Levels is null) is { } endless)
        {
            errors.Add("parameters", $"${endless.Name} has no step; a grid needs one");
            return null;
        }

        if (space.Ranges.Aggregate(1.0, (size, range) => size * range.Levels!.Value) > MaxGrid)
        {
            errors.Add("parameters", $"the grid has more than {MaxGrid} combinations before constraints");
            return null;
        }

        var size = space.Grid().Take(MaxTrials + 1).Count();
        if (size == 0)
            errors.Add("constraints", "no combination keeps to the constraints");
        else if (size > MaxTrials && asked is null)
            errors.Add("parameters", $"the grid has more than {MaxTrials} combinations; choose fewer, or a random search");
        return Math.Min(size, asked ?? size);
    }

    private static Func<int, IReadOnlyList<ValidationFold>>? ReadValidation(ValidationDraft draft, FieldErrors errors)
    {
        if (draft.Kind is not ("rolling" or "anchored" or "purged"))
        {
            errors.Add("validation.kind", $"kind is {FieldErrors.Show(draft.Kind)}; expected one of rolling, anchored, purged");
            return null;
        }

        if (draft.Kind == "purged")
        {
            Check("validation.folds", draft.Folds, 2, MaxFolds, errors);
            Check("validation.purge", draft.Purge, 0, int.MaxValue, errors);
            Check("validation.embargo", draft.Embargo, 0, int.MaxValue, errors);
            return bars => ValidationFolds.Purged(bars, draft.Folds!.Value, draft.Purge, draft.Embargo);
        }

        Check("validation.train", draft.Train, 2, int.MaxValue, errors);
        Check("validation.test", draft.Test, 2, int.MaxValue, errors);
        return bars =>
        {
            if ((bars - draft.Train!.Value) / draft.Test!.Value > MaxFolds)
                throw new ArgumentException($"{bars} bars make more than {MaxFolds} tests of {draft.Test}.");
            var folds = draft.Kind == "rolling"
                ? ValidationFolds.Rolling(bars, draft.Train.Value, draft.Test.Value)
                : ValidationFolds.Anchored(bars, draft.Train.Value, draft.Test.Value);
            return folds.Count > 0 ? folds : throw new ArgumentException($"{bars} bars are too few for {draft.Train} to choose on and {draft.Test} to judge on.");
        };
    }

    private static void Check(string field, int? value, int least, int most, FieldErrors errors)
    {
        if (value is not { } known || known < least || known > most)
        {
            errors.Add(field, string.Create(
                CultureInfo.InvariantCulture, $"{field.Split('.')[^1]} is {value?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; expected {least} or more") +
                (most < int.MaxValue ? $", at most {most}" : ""));
        }
    }
}
