using System.Globalization;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Local.Reports;

/// <summary>Why a rule holds or not, for a person at a terminal: a line a part, indented by its depth.</summary>
internal static class RuleTree
{
    public static async Task WriteAsync(TextWriter output, DateTimeOffset time, Interval interval, RuleExplanation explanation)
    {
        var written = time.ToString(interval.IsDaily ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"{explanation.Text}");
        await output.WriteLineAsync($"{Word(explanation.Truth)} at {written}");
        await WriteAsync(output, explanation, 1);
    }

    private static async Task WriteAsync(TextWriter output, RuleExplanation part, int depth)
    {
        var line = part.Leaf?.ToString() ?? part.Joint ?? part.Text;
        await output.WriteLineAsync($"{Word(part.Truth),-13}{new string(' ', depth * 2)}{line}");
        foreach (var inner in part.Parts)
            await WriteAsync(output, inner, depth + 1);
    }

    private static string Word(RuleTruth truth) => truth switch
    {
        RuleTruth.Holds => "holds",
        RuleTruth.Fails => "does not hold",
        _ => "is not known",
    };
}
