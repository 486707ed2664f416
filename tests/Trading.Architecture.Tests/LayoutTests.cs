using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Architecture.Tests;

/// <summary>A reader can guess where things are.</summary>
public sealed partial class LayoutTests
{
    [Fact]
    public void The_two_hosts_have_their_project_files_directly_in_their_folders()
    {
        Assert.Equal("functions/Trading.Functions.csproj", Repository.ProjectNamed("Trading.Functions").Path);
        Assert.Equal("local/Trading.Local.csproj", Repository.ProjectNamed("Trading.Local").Path);
    }

    [Fact]
    public void Every_project_opens_with_a_README()
    {
        var without = Repository.Projects.Where(project => !File.Exists(Path.Combine(Repository.Root, project.Folder, "README.md"))).Select(project => project.Folder);

        Findings.None(without);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("Trading.Functions.sln").Replace('\\', '/');

        var missing = Repository.Projects.Select(project => project.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal));

        Findings.None(missing);
    }

    [Fact]
    public void The_filter_for_the_real_packages_holds_what_the_embedded_platform_does_not_own()
    {
        using var filter = JsonDocument.Parse(Repository.Read("Trading.Azure.slnf"));
        var listed = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray()
            .Select(path => path.GetString()!.Replace('\\', '/')).Order(StringComparer.Ordinal);

        var expected = Repository.Projects.Where(project => !project.IsEmbeddedOnly).Select(project => project.Path).Order(StringComparer.Ordinal);

        Assert.Equal(expected, listed);
    }

    [Fact]
    public void What_reaches_the_embedded_platform_refuses_the_real_packages()
    {
        var embeddedOnly = Repository.Projects.Where(project => project.IsEmbeddedOnly).Select(project => project.Path).ToHashSet();
        var without = Repository.Projects
            .Where(project => project.Area is "embedded" or "local" || project.ProjectReferences.Any(embeddedOnly.Contains))
            .Select(project => project.Path).Where(path => !embeddedOnly.Contains(path));

        Findings.None(without);
    }

    [Fact]
    public void Source_and_documents_hold_nothing_unfinished_and_stand_alone()
    {
        string[] kinds = ["*.cs", "*.csproj", "*.props", "*.targets", "*.md", "*.json", "*.yml", "*.js", "*.mjs", "*.css", "*.html"];
        var findings = kinds.SelectMany(Repository.Files)
            // These tests name what they look for; the locks of other ecosystems are not ours.
            .Where(path => !path.StartsWith("tests/Trading.Architecture.Tests/", StringComparison.Ordinal) && !path.EndsWith("package-lock.json", StringComparison.Ordinal))
            .SelectMany(path => Repository.Read(path).Split('\n').Select((line, index) => (Where: $"{path}:{index + 1}", Line: line)))
            .Where(each => Unfinished().IsMatch(each.Line) || Unowned().IsMatch(each.Line) && !each.Where.StartsWith("tests/", StringComparison.Ordinal))
            .Select(each => $"{each.Where}: {each.Line.Trim()}");

        Findings.None(findings);
    }

    [Fact]
    public void No_test_sleeps_and_no_exception_is_swallowed()
    {
        var findings = Repository.Files("*.cs")
            .Where(path => !path.StartsWith("tests/Trading.Architecture.Tests/", StringComparison.Ordinal))
            .Select(path => (Path: path, Text: Repository.Read(path)))
            .Where(file => Swallowed().IsMatch(file.Text) || IsTest(file.Path) && file.Text.Contains("Thread.Sleep", StringComparison.Ordinal))
            .Select(file => file.Path);

        Findings.None(findings);
    }

    // A benchmark asserts nothing; it sleeps to keep the pace of its load.
    private static bool IsTest(string path) =>
        path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("tests/Trading.Benchmarks/", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    /// <summary>Places outside the repository: only a test may look for data there, and says so when it is not there.</summary>
    [GeneratedRegex(@"(^|[^\w./])/work/|\.\./shared(?!/Trading\.)|azure-api")]
    private static partial Regex Unowned();

    /// <summary>A catch of everything that does nothing.</summary>
    [GeneratedRegex(@"catch\s*(\(\s*Exception\s*\w*\s*\))?\s*\{\s*\}")]
    private static partial Regex Swallowed();
}
