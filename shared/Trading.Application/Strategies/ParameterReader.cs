using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Search;

namespace Trading.Application.Strategies;

/// <summary>Checks the parameters of strategies as they are sent.</summary>
internal static class ParameterReader
{
    /// <summary>Most parameters.</summary>
    public const int MaxParameters = 20;

    /// <summary>Reads the numbers that rules leave open.</summary>
    /// <param name="drafts">As sent; null for none.</param>
    /// <param name="rules">The rules as written.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>A parameter for each name in the rules; null when something is wrong.</returns>
    public static IReadOnlyList<StrategyParameter>? Read(IReadOnlyList<StrategyParameterDraft>? drafts, StrategyRules rules, FieldErrors errors)
    {
        drafts ??= [];
        var named = Placeholders.Names(rules);
        if (drafts.Count > MaxParameters || drafts.Contains(null))
        {
            errors.Add("parameters", $"parameters holds {drafts.Count}; expected at most {MaxParameters}, none of them null");
            return null;
        }

        List<StrategyParameter> parameters = [];
        for (var i = 0; i < drafts.Count; i++)
        {
            if (ReadOne(drafts[i], $"parameters[{i}]", named, errors) is { } parameter)
                parameters.Add(parameter);
        }

        if (drafts.Select(draft => draft.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != drafts.Count)
            errors.Add("parameters", "two parameters have the same name");
        foreach (var missing in named.Where(name => !drafts.Any(draft => name.Equals(draft.Name, StringComparison.OrdinalIgnoreCase))))
            errors.Add("parameters", $"the rules use ${missing}, for which there is no parameter");
        return parameters.Count == named.Count && parameters.Count == drafts.Count ? parameters : null;
    }

    /// <summary>Tries the ends of each range: rules that are valid with the defaults may not be so there.</summary>
    public static void CheckEnds(IReadOnlyList<StrategyParameter> parameters, StrategyRules written, Interval interval, FieldErrors errors)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            foreach (var end in new[] { parameters[i].From, parameters[i].To }.OfType<double>())
            {
                var rules = Placeholders.Fill(
                    written, name => parameters[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? end : StrategyDocument.ValueOf(parameters, name));
                if (!RuleStrategy.TryCreate(rules, out _, out var wrong, interval))
                    errors.Add($"parameters[{i}]", string.Create(CultureInfo.InvariantCulture, $"with {end} the strategy is not valid: {string.Join(" ", wrong.SelectMany(field => field.Value))}"));
            }
        }
    }

    private static StrategyParameter? ReadOne(StrategyParameterDraft draft, string path, IReadOnlyList<string> named, FieldErrors errors)
    {
        if (!Placeholders.IsName(draft.Name))
        {
            errors.Add($"{path}.name", $"name is {FieldErrors.Show(draft.Name)}; expected letters, digits and underscores, the first no digit");
            return null;
        }

        if (!named.Contains(draft.Name, StringComparer.OrdinalIgnoreCase))
            errors.Add($"{path}.name", $"no rule uses ${draft.Name}");
        if (draft.Default is not { } value || !double.IsFinite(value))
        {
            errors.Add($"{path}.default", $"default is {Show(draft.Default)}; expected the number with which the strategy is put to work");
            return null;
        }

        if (draft.From is null != draft.To is null || (draft.From is null && draft.Step is not null))
        {
            errors.Add(path, "from or to is missing; expected both, or neither and no step");
            return null;
        }

        if (draft is { From: { } from, To: { } to })
        {
            try
            {
                ParameterRange.Real(draft.Name!, from, to, draft.Step ?? 0);
            }
            catch (ArgumentException impossible)
            {
                errors.Add(path, impossible.Message.Split(" (Parameter")[0]);
                return null;
            }
        }

        return new StrategyParameter(draft.Name!, value, draft.From, draft.To, draft.Step);
    }

    private static string Show(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "missing";
}
