using System.CommandLine;
using System.Globalization;

namespace Trading.Local.Commands;

/// <summary>What several commands ask of their options.</summary>
internal static class CommandOptions
{
    /// <summary>Refuses a number below the least.</summary>
    public static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        // What is no number at all, the option's type refuses.
        if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var value) && value < least)
            result.AddError($"{option.Name} is {value.ToString(CultureInfo.InvariantCulture)}; expected {least} or more.");
    });
}
