using Trading.Domain.Strategies;

namespace Trading.Quant.Search;

/// <summary>A strategy with numbers left open: rules in which <c>$name</c> stands for a parameter, see <see cref="Placeholders"/>.</summary>
public sealed class StrategyTemplate
{
    /// <summary>A template.</summary>
    /// <param name="rules">The rules with their parameters.</param>
    public StrategyTemplate(StrategyRules rules)
    {
        Rules = rules;
        Parameters = Placeholders.Names(rules);
    }

    /// <summary>The rules as written.</summary>
    public StrategyRules Rules { get; }

    /// <summary>Names of the parameters in order of appearance, without the dollar sign.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The strategy of a combination; whether its rules are valid is for their parser to say.</summary>
    /// <exception cref="KeyNotFoundException">A parameter has no value.</exception>
    public StrategyRules With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Placeholders.Fill(Rules, name => parameters[name]);
    }
}
