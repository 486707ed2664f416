using System.CommandLine;
using Trading.Local.Secrets;

namespace Trading.Local.Commands;

/// <summary>The option <c>--keys</c>, the same wherever secrets are used.</summary>
internal static class KeysOption
{
    public static Option<string> Create(bool recursive = false)
    {
        var option = new Option<string>("--keys")
        {
            Description = "Folder of the keys that seal secrets; outside of the data folder, created when needed.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => KeyFolder.Default,
            Recursive = recursive,
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--keys must name a folder.");
        });
        return option;
    }
}
