namespace Trading.Architecture.Tests;

/// <summary>Dependencies point inward: functions, gateway, local → Integrations → Application → Quant → Domain.</summary>
public sealed class DependencyTests
{
    /// <summary>For each product project, the projects it may know; the chain's inner ones always.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Trading.Domain"] = [],
        ["Trading.Quant"] = ["Trading.Domain"],
        ["Trading.Application"] = ["Trading.Domain", "Trading.Quant"],
        ["Trading.Integrations"] = ["Trading.Domain", "Trading.Quant", "Trading.Application"],
        ["Trading.Functions"] = ["Trading.Domain", "Trading.Quant", "Trading.Application", "Trading.Integrations"],
        ["Trading.Local"] =
            ["Trading.Domain", "Trading.Quant", "Trading.Application", "Trading.Integrations", "Trading.Functions", "Trading.Embedded"],
    };

    private static readonly string[] ProductAreas = ["functions", "gateway", "shared"];

    public static TheoryData<string> ProductProjects => [.. MayKnow.Keys];

    [Fact]
    public void Every_product_project_has_its_place_in_the_chain()
    {
        var unplaced = Repository.Projects
            .Where(project => ProductAreas.Append("local").Contains(project.Area) && !MayKnow.ContainsKey(project.Name))
            .Select(project => project.Path);

        Findings.None(unplaced);
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_file_refers_only_inward(string name)
    {
        var references = Repository.ProjectNamed(name).ProjectReferences.Select(path => Path.GetFileNameWithoutExtension(path));

        Findings.None(references.Except(MayKnow[name]));
    }

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_compiled_assembly_refers_only_inward(string name)
    {
        var ours = Repository.Projects.Where(project => project.Area is not ("embedded" or "tests")).Select(project => project.Name)
            .Append("Trading.Embedded").Append("Trading.Embedded.Store");

        var references = CompiledAssembly.Read(name).Assemblies.Intersect(ours);

        Findings.None(references.Except(name == "Trading.Local" ? [.. MayKnow[name], "Trading.Embedded.Store"] : MayKnow[name]));
    }

    [Theory]
    [InlineData("Trading.Domain")]
    [InlineData("Trading.Quant")]
    public void The_core_references_only_the_base_library(string name)
    {
        var project = Repository.ProjectNamed(name);
        Findings.None(project.PackageReferences);
        Findings.None(project.AzurePackages);
        Findings.None(project.FrameworkReferences);

        var references = CompiledAssembly.Read(name).Assemblies.Except(MayKnow[name]);

        Assert.All(references, reference => Assert.StartsWith("System.", reference, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Trading.Domain")]
    [InlineData("Trading.Quant")]
    [InlineData("Trading.Application")]
    public void What_is_inside_the_ports_does_no_input_or_output(string name)
    {
        string[] outside = ["System.IO.File", "System.IO.Directory", "System.Net.", "System.Console", "System.Diagnostics.Process", "Azure.", "Microsoft.Azure.", "Microsoft.DurableTask."];

        var reached = CompiledAssembly.Read(name).Types
            .Where(type => outside.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
            // A status code is a number that an adapter reports.
            .Except(["System.Net.HttpStatusCode"]);

        Findings.None(reached);
    }

    [Fact]
    public void Product_code_never_names_the_embedded_platform()
    {
        var named = MayKnow.Keys.Where(name => name != "Trading.Local")
            .SelectMany(name => CompiledAssembly.Read(name).Types
                .Where(type => type.StartsWith("Trading.Embedded", StringComparison.Ordinal)).Select(type => $"{name}: {type}"));
        var written = ProductFiles("*.cs").Concat(ProductFiles("*.csproj"))
            .Where(path => Repository.Read(path).Contains("Trading.Embedded", StringComparison.Ordinal));

        Findings.None(named);
        Findings.None(written);
    }

    [Fact]
    public void Embedded_is_reached_only_through_AzurePackage_local_and_tests()
    {
        var reaching = Repository.Projects
            .Where(project => project.Area is not ("embedded" or "local" or "tests"))
            .SelectMany(project => project.ProjectReferences.Where(path => path.StartsWith("embedded/", StringComparison.Ordinal))
                .Select(path => $"{project.Path} → {path}"));

        Findings.None(reaching);
    }

    [Fact]
    public void Embedded_refers_to_nothing_of_the_product()
    {
        var reaching = Repository.Projects.Where(project => project.Area == "embedded")
            .SelectMany(project => project.ProjectReferences.Where(path => !path.StartsWith("embedded/", StringComparison.Ordinal))
                .Select(path => $"{project.Path} → {path}"));

        Findings.None(reaching);
    }

    [Fact]
    public void Embedded_opens_its_internals_to_its_own_kind_alone()
    {
        var own = Repository.Projects.Where(project => project.Area is "embedded" or "local").Select(project => project.Name)
            .Append("Trading.Embedded.Tests").ToHashSet();

        var opened = Repository.Projects.Where(project => project.Area == "embedded")
            .SelectMany(project => project.InternalsVisibleTo.Where(friend => !own.Contains(friend)).Select(friend => $"{project.Name} to {friend}"));

        Findings.None(opened);
    }

    [Fact]
    public void Product_code_has_no_conditional_compilation()
    {
        var conditional = ProductFiles("*.cs")
            .Where(path => Repository.Read(path).Split('\n').Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

        Findings.None(conditional);
    }

    private static IEnumerable<string> ProductFiles(string pattern) =>
        Repository.Files(pattern).Where(path => ProductAreas.Contains(Repository.TopFolder(path)));
}
