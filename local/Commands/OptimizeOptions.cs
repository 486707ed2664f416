using System.CommandLine;
using System.Globalization;
using Trading.Application.Optimisations;

namespace Trading.Local.Commands;

/// <summary>What the command line says about a search, over what its file says.</summary>
internal sealed class OptimizeOptions
{
    private readonly Option<string[]> parameters = new("--param") { Description = "Values of a parameter: fast=5:50:5 or variant=1,2,4; once for each.", HelpName = "NAME=FROM:TO[:STEP]" };
    private readonly Option<string[]> constraints = new("--constraint") { Description = "What must hold between parameters, such as \"fast < slow\"; may be repeated.", HelpName = "TEXT" };
    private readonly Option<string?> method = new("--method") { Description = "grid, random, bayesian or genetic; grid unless the file says otherwise.", HelpName = "NAME" };
    private readonly Option<int?> trials = new("--trials") { Description = "Most combinations to try.", HelpName = "N" };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Chooses the draws.", HelpName = "S" };
    private readonly Option<string[]> scores = new("--score") { Description = "sharpe, finalEquity, totalReturn, calmar or maxDrawdown; repeated for several, the first decides.", HelpName = "NAME" };
    private readonly Option<string?> walkForward = new("--walk-forward") { Description = "Judge the choice on bars that it did not see: bars to choose on and bars to judge on.", HelpName = "TRAIN:TEST[:anchored]" };

    public OptimizeOptions()
    {
        parameters.Validators.Add(result => Check(
            result.GetValueOrDefault<string[]>()?.FirstOrDefault(text => Parameter(text) is null), "--param", "fast=5:50:5 or variant=1,2,4", result.AddError));
        walkForward.Validators.Add(result => Check(
            result.GetValueOrDefault<string?>() is { } text && Validation(text) is null ? text : null, "--walk-forward", "1000:250 or 1000:250:anchored", result.AddError));
    }

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [parameters, constraints, method, trials, seed, scores, walkForward];

    /// <summary>A search with what the command line says.</summary>
    public OptimisationDraft Apply(OptimisationDraft draft, ParseResult parsed) => draft with
    {
        Parameters = parsed.GetValue(parameters) is { Length: > 0 } given ? [.. given.Select(text => Parameter(text)!)] : draft.Parameters,
        Constraints = parsed.GetValue(constraints) is { Length: > 0 } texts ? texts : draft.Constraints,
        Method = parsed.GetValue(method) ?? draft.Method,
        Trials = parsed.GetValue(trials) ?? draft.Trials,
        Seed = parsed.GetValue(seed) ?? draft.Seed,
        Objectives = parsed.GetValue(scores) is { Length: > 0 } names ? names : draft.Objectives,
        Validation = parsed.GetValue(walkForward) is { } lengths ? Validation(lengths) : draft.Validation,
    };

    private static void Check(string? wrong, string option, string expected, Action<string> addError)
    {
        if (wrong is not null)
            addError($"{option} is '{wrong}'; expected {expected}.");
    }

    private static ParameterDraft? Parameter(string text)
    {
        if (text.Split('=') is not [{ Length: > 0 } name, var values])
            return null;
        if (values.Contains(':', StringComparison.Ordinal))
        {
            return Numbers(values, ':') switch
            {
                [var from, var to] => new ParameterDraft(name, from, to),
                [var from, var to, var step] => new ParameterDraft(name, from, to, step),
                _ => null,
            };
        }

        return Numbers(values, ',') is { } list ? new ParameterDraft(name, Values: list) : null;
    }

    private static double[]? Numbers(string text, char separator)
    {
        var numbers = text.Split(separator).Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return numbers.Any(double.IsNaN) ? null : numbers;
    }

    private static ValidationDraft? Validation(string text)
    {
        var parts = text.Split(':');
        var isAnchored = parts is [_, _, "anchored"];
        return (isAnchored || parts.Length == 2) &&
            int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var train) &&
            int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var test)
            ? new ValidationDraft(isAnchored ? "anchored" : "rolling", train, test)
            : null;
    }
}
