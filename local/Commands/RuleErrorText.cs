using Trading.Quant.Rules;

namespace Trading.Local.Commands;

/// <summary>What is wrong with a rule, for a person at a terminal: each line of the rule with a caret under every error, and below them the errors.</summary>
internal static class RuleErrorText
{
    public static IEnumerable<string> Of(string text, IReadOnlyList<RuleError> errors)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            // The end of the text counts as its last line's, the end of any other line as that line's.
            var here = errors.Where(error => error.Position - 1 >= start && error.Position - 1 <= start + line.Length).ToArray();
            if (here.Length > 0)
            {
                var carets = new char[line.Length + 1];
                Array.Fill(carets, ' ');
                foreach (var error in here)
                    carets[error.Position - 1 - start] = '^';
                yield return string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter)).TrimEnd();
                yield return new string(carets).TrimEnd();
            }

            foreach (var error in here)
                yield return error.ToString();
            start += line.Length + 1;
        }
    }
}
