namespace Trading.Quant.Rules;

/// <summary>Why a text is no rule.</summary>
/// <param name="Position">Where, in characters from 1; one past the end when something is missing there.</param>
/// <param name="Found">What stands there, quoted when it is text of the rule.</param>
/// <param name="Expected">What could have stood there.</param>
/// <param name="Nearest">The known name that is spelled most like what was found; null when none is near.</param>
public sealed record RuleError(int Position, string Found, string Expected, string? Nearest = null)
{
    /// <summary>The error as a sentence.</summary>
    public override string ToString() =>
        $"At {Position}: found {Found}, expected {Expected}{(Nearest is null ? "." : $"; did you mean '{Nearest}'?")}";
}
