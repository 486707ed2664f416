using System.Text.RegularExpressions;

namespace Trading.Architecture.Tests;

/// <summary>docs/api.md names the routes that there are: all of them, and no other.</summary>
public sealed partial class ApiDocumentTests
{
    private static readonly HashSet<string> Served =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*Functions.cs", SearchOption.AllDirectories)
            .SelectMany(path => Route().Matches(File.ReadAllText(path))).Select(match => $"/api/{match.Groups["path"].Value}"),
    ];

    [Fact]
    public void Every_route_is_in_the_document()
    {
        Assert.NotEmpty(Served);
        Assert.Empty(Served.Except(Documented().SelectMany(names => names)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_route_of_the_document_is_served() =>
        Assert.Empty(Documented().Where(names => !names.Any(Served.Contains)).Select(names => names[0]));

    /// <summary>What each route of the document may stand for: one without <c>/api</c> goes on from the one before it, or stands beside it.</summary>
    private static IEnumerable<string[]> Documented()
    {
        foreach (var row in Repository.Read("docs/api.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var last = "";
            foreach (Match name in Name().Matches(row.Split('|')[1]))
            {
                var path = name.Groups["path"].Value;
                if (path.StartsWith("/api/", StringComparison.Ordinal))
                    yield return [last = path];
                else
                    yield return [last + path, last[..last.LastIndexOf('/')] + path];
            }
        }
    }

    [GeneratedRegex("Route = \"(?<path>[^\"]+)\"")]
    private static partial Regex Route();

    [GeneratedRegex("`(?:[A-Z]+ )*(?<path>/[^`]+)`")]
    private static partial Regex Name();
}
