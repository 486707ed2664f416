using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Architecture.Tests;

/// <summary>Whoever runs the system finds every setting written down.</summary>
public sealed partial class SettingsTests
{
    private const string Sample = "local.settings.sample.json";

    [Fact]
    public void The_sample_of_settings_names_every_setting_that_product_code_reads()
    {
        // The two spellings of a section are one setting.
        var sample = Repository.Read(Sample).Replace("__", ":", StringComparison.Ordinal);
        var sources = Repository.Files("*.cs").Where(path => Repository.TopFolder(path) is "functions" or "shared").Select(Repository.Read).ToList();
        var direct = sources.SelectMany(source => Direct().Matches(source).Select(match => match.Groups[1].Value));
        var bound = sources.SelectMany(source => Bound().Matches(source)).SelectMany(match => Properties(match.Groups[1].Value, match.Groups[2].Value));

        Findings.None(direct.Concat(bound).Distinct()
            .Where(setting => !sample.Contains($"\"{setting}\"", StringComparison.Ordinal)).Select(setting => $"{setting} is not in {Sample}"));
    }

    [Fact]
    public void The_sample_of_settings_is_what_the_functions_tools_read()
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };

        using var sample = JsonDocument.Parse(Repository.Read(Sample), options);

        // The tools take flat settings whose values are text.
        Assert.All(sample.RootElement.GetProperty("Values").EnumerateObject(), setting => Assert.Equal(JsonValueKind.String, setting.Value.ValueKind));
    }

    [Fact]
    public void Every_setting_of_the_host_is_explained()
    {
        var document = Repository.Read("docs/architecture.md");
        using var host = JsonDocument.Parse(Repository.Read("host.json"));

        Findings.None(Leaves(host.RootElement, "").Except(["version"])
            .Where(path => !document.Contains($"`{path}`", StringComparison.Ordinal)).Select(path => $"{path} of host.json is not explained in docs/architecture.md"));
    }

    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind is JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
        : [path];

    /// <summary>Names of the settings that an options class binds from its section.</summary>
    private static IEnumerable<string> Properties(string type, string section)
    {
        var options = new[] { "Trading.Application", "Trading.Integrations", "Trading.Functions" }
            .SelectMany(assembly => Assembly.Load(assembly).GetTypes()).SingleOrDefault(candidate => candidate.Name == type)
            ?? throw new InvalidOperationException($"{type} is bound to '{section}' and was not found.");
        return options.GetProperties().Where(property => property.SetMethod is not null)
            .Select(property => section.Length == 0 ? property.Name : $"{section}:{property.Name}");
    }

    /// <summary>Settings named in a binding (<c>%Name%</c>, <c>Connection = "Name"</c>) or read by their key.</summary>
    [GeneratedRegex("""(?:"%|Connection = "|[cC]onfiguration\[")([A-Za-z0-9_:]+)(?:%"|")""")]
    private static partial Regex Direct();

    [GeneratedRegex("""AddOptions<(\w+)>\(\)\s*\.BindConfiguration\("([^"]+)"\)""")]
    private static partial Regex Bound();
}
