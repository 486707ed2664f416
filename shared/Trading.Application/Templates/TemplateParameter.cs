using Trading.Application.Optimisations;

namespace Trading.Application.Templates;

/// <summary>A number of a template's rules, written <c>$name</c> there, and the values worth trying.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Default">What stands in the strategy; one of the values of the range.</param>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
/// <param name="Step">Distance of neighbours.</param>
public sealed record TemplateParameter(string Name, string Meaning, double Default, double From, double To, double Step)
{
    internal ParameterDraft Range => new(Name, From, To, Step);
}
