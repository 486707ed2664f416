using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trading.Architecture.Tests;

/// <summary>One checkout, two ways to get Microsoft's packages, neither disturbing the other.</summary>
public sealed partial class PackageSwitchTests
{
    private const string FunctionsSdk = "Microsoft.Azure.Functions.Worker.Sdk";

    private static readonly Dictionary<string, string> Versions = XDocument.Parse(Repository.Read("Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(item => item.Attribute("Include")!.Value, item => item.Attribute("Version")!.Value);

    public static TheoryData<string> ProjectsWithAzurePackages =>
        [.. Repository.Projects.Where(project => project.AzurePackages.Count > 0 && !project.IsEmbeddedOnly).Select(project => project.Path)];

    [Theory]
    [MemberData(nameof(ProjectsWithAzurePackages))]
    public async Task In_embedded_mode_a_package_is_the_folder_that_stands_in_for_it(string path)
    {
        var project = Project.Read(path);

        var references = await MSBuild.ItemsAsync(path, "ProjectReference", mode: "");
        var packages = await MSBuild.ItemsAsync(path, "PackageReference", mode: "");

        var embedded = references.Where(reference => reference.Contains("/embedded/", StringComparison.Ordinal)).Select(reference => Path.GetFileNameWithoutExtension(reference));
        Assert.Equal(project.StandIns.Order(StringComparer.Ordinal), embedded.Order(StringComparer.Ordinal));
        Findings.None(packages.Intersect([.. project.AzurePackages, FunctionsSdk]));
    }

    [Theory]
    [MemberData(nameof(ProjectsWithAzurePackages))]
    public async Task In_nuget_mode_a_package_is_the_real_one(string path)
    {
        var project = Project.Read(path);

        var references = await MSBuild.ItemsAsync(path, "ProjectReference", mode: "nuget");
        var packages = await MSBuild.ItemsAsync(path, "PackageReference", mode: "nuget");

        Assert.DoesNotContain(references, reference => reference.Contains("embedded", StringComparison.Ordinal));
        Findings.None(project.AzurePackages.Except(packages));
        Assert.Equal(project.Name == "Trading.Functions", packages.Contains(FunctionsSdk));
    }

    [Fact]
    public async Task A_pure_compile_check_leaves_the_Functions_SDK_out()
    {
        var packages = await MSBuild.ItemsAsync("functions/Trading.Functions.csproj", "PackageReference", mode: "nuget", "-p:FunctionsSdk=false");

        Assert.Contains("Microsoft.Azure.Functions.Worker", packages);
        Assert.DoesNotContain(FunctionsSdk, packages);
    }

    [Fact]
    public void Every_Azure_package_has_a_version_and_a_folder_that_stands_in_for_it()
    {
        var withoutVersion = Repository.Projects.SelectMany(project => project.AzurePackages).Append(FunctionsSdk).Except(Versions.Keys);
        var withoutFolder = Repository.Projects.SelectMany(project => project.StandIns).Distinct()
            .Where(folder => !File.Exists(Path.Combine(Repository.Root, "embedded", folder, folder + ".csproj")));

        Findings.None(withoutVersion);
        Findings.None(withoutFolder);
    }

    [Fact]
    public void Versions_are_those_whose_signatures_the_stand_ins_are_compared_with()
    {
        // The listing of this one is of 1.1.7 with later additions; the product uses the newest that fits Microsoft.DurableTask 1.25.
        const string Newer = "Microsoft.Azure.Functions.Worker.Extensions.DurableTask";
        var listings = Repository.Files("*.txt").Where(path => path.StartsWith("tests/Trading.Embedded.Tests/Surface/signatures/", StringComparison.Ordinal))
            .Select(path => Repository.Read(path).Split('\n')).Where(lines => lines[0] != Newer && Versions.ContainsKey(lines[0])).ToList();

        Assert.NotEmpty(listings);
        Assert.All(listings, lines => Assert.Equal(lines[0] + ListedVersion().Match(lines[1]).Groups[1].Value, lines[0] + Versions[lines[0]]));
    }

    [Fact]
    public void A_package_that_is_stood_in_for_is_never_referenced_directly()
    {
        var stoodInFor = Repository.Projects.SelectMany(project => project.AzurePackages).ToHashSet();

        Findings.None(Repository.Projects.SelectMany(project => project.PackageReferences.Where(stoodInFor.Contains).Select(package => $"{project.Path}: {package}")));
    }

    [Fact]
    public void The_switch_stands_in_one_place()
    {
        string[] allowed = ["Directory.Build.props", "Directory.Build.targets", "Directory.Solution.targets"];

        var readers = new[] { "*.csproj", "*.props", "*.targets" }.SelectMany(Repository.Files)
            .Where(path => Repository.Read(path).Contains("$(AzurePackages)", StringComparison.Ordinal));

        Findings.None(readers.Except(allowed));
    }

    [Theory]
    [InlineData("local/Trading.Local.csproj", "Restore")]
    [InlineData("local/Trading.Local.csproj", "Build")]
    [InlineData("embedded/Microsoft.Azure.Functions.Worker/Microsoft.Azure.Functions.Worker.csproj", "Restore")]
    [InlineData("tests/Trading.EndToEnd.Tests/Trading.EndToEnd.Tests.csproj", "Build")]
    [InlineData("Trading.Functions.sln", "Restore")]
    [InlineData("Trading.Functions.sln", "Build")]
    public async Task The_embedded_platform_refuses_nuget_mode_with_one_clear_message(string path, string target)
    {
        var (exitCode, output) = await MSBuild.RunAsync(path, mode: "nuget", $"-t:{target}");

        Assert.Equal(1, exitCode);
        var error = Assert.Single(output.Split('\n'), line => line.Contains("error", StringComparison.Ordinal));
        Assert.Contains("is not built with AzurePackages=nuget. Build Trading.Azure.slnf instead.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restore")]
    [InlineData("Build")]
    public async Task An_unknown_mode_is_refused(string target)
    {
        var (exitCode, output) = await MSBuild.RunAsync("shared/Trading.Domain/Trading.Domain.csproj", mode: "nugget", $"-t:{target}");

        Assert.Equal(1, exitCode);
        Assert.Contains("AzurePackages is 'nugget'; expected 'embedded' or 'nuget'.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("nuget")]
    public async Task What_the_other_mode_left_in_obj_is_not_compiled(string mode)
    {
        var folder = Directory.CreateTempSubdirectory("package-switch-");
        try
        {
            foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt" })
                File.Copy(Path.Combine(Repository.Root, file), Path.Combine(folder.FullName, file));
            var project = Path.Combine(folder.FullName, "Sample", "Sample.csproj");
            foreach (var source in new[] { "Code.cs", "obj/Debug/Left.cs", "bin/Debug/Left.cs", "../artifacts/obj/Sample/Left.cs" })
            {
                var path = Path.Combine(folder.FullName, "Sample", source);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, "// compiled only where it is source", TestContext.Current.CancellationToken);
            }

            await File.WriteAllTextAsync(project, "<Project Sdk=\"Microsoft.NET.Sdk\" />", TestContext.Current.CancellationToken);

            var compiled = await MSBuild.ItemsAsync(project, "Compile", mode);

            Assert.Equal(["Code.cs"], compiled);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^version (\S+?)[,\s]")]
    private static partial Regex ListedVersion();
}
