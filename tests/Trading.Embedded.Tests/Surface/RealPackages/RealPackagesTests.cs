using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>
/// Builds the product in nuget mode, against packages made of the real signatures. What compares signatures finds a wrong member;
/// this finds a right call that the whole of the real API makes ambiguous, or that warns only there.
/// </summary>
public sealed partial class RealPackagesTests : IDisposable
{
    /// <summary>Dependencies of real packages that their signatures don't show.</summary>
    private static readonly (string Package, string Brings)[] Brought =
    [
        ("Microsoft.Azure.Functions.Worker.Extensions.DurableTask", "Microsoft.DurableTask.Client"),
        ("Microsoft.Azure.SignalR.Management", "Microsoft.Azure.SignalR.Common"),
        ("Microsoft.DurableTask.Client", "Microsoft.Azure.DurableTask.Core"),
    ];

    private static readonly string[] Sources = ["functions", "shared", "tests/Azure.Contracts.Tests"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("real-packages-");

    [Fact]
    public async Task Product_code_and_contract_tests_compile_against_the_real_signatures()
    {
        var feed = Directory.CreateDirectory(Path.Combine(folder.FullName, "feed")).FullName;
        MakePackages(feed);
        CopySources(folder.FullName);

        var (exitCode, output) = await BuildAsync(feed);

        Assert.True(exitCode == 0, output);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void MakePackages(string feed)
    {
        var files = SignatureFile.ReadFolder(EmbeddedAssemblies.SignatureFolder).Values
            .GroupBy(file => file.Package).Select(group => group.Count() == 1 ? group.First() : group.First() with { Lines = [.. group.SelectMany(file => file.Lines)] }).ToList();
        var versions = Versions();
        var known = new KnownTypes(files, ReferenceAssemblies());
        string VersionOf(string package) => versions.GetValueOrDefault(package, "1.0.0");
        foreach (var file in files)
        {
            var (image, references) = RealAssembly.Make(known, file.Package);
            var dependencies = references.Packages.Concat(Brought.Where(each => each.Package == file.Package).Select(each => each.Brings))
                .Select(package => (package, VersionOf(package)))
                .Concat(references.Assemblies.Where(versions.ContainsKey).Select(package => (package, VersionOf(package))));
            RealPackage.Write(feed, file.Package, VersionOf(file.Package), image, dependencies.Distinct());
        }

        // Packages whose types nobody uses, and the one that starts the worker, still have to be found.
        var made = files.Select(file => file.Package).ToHashSet();
        foreach (var package in AzurePackages().Where(package => !made.Contains(package)))
            RealPackage.Write(feed, package, VersionOf(package), image: null, [.. made.Select(each => (each, VersionOf(each)))]);
    }

    /// <summary>What the SDK compiles against, and Azure's packages that are real in either mode.</summary>
    private static IEnumerable<string> ReferenceAssemblies()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packs = Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, "packs");
        foreach (var pack in new[] { "Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref" })
        {
            var newest = Directory.EnumerateDirectories(Path.Combine(packs, pack), $"{Environment.Version.Major}.*").Order(StringComparer.Ordinal).Last();
            foreach (var path in Directory.EnumerateFiles(Path.Combine(newest, "ref", $"net{Environment.Version.Major}.0"), "*.dll"))
                yield return path;
        }

        foreach (var name in new[] { "Azure.Core", "System.ClientModel", "System.Memory.Data" })
            yield return Path.Combine(AppContext.BaseDirectory, name + ".dll");
    }

    private static Dictionary<string, string> Versions() =>
        PackageVersion().Matches(File.ReadAllText(Path.Combine(EmbeddedAssemblies.RepositoryRoot, "Directory.Packages.props")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static IEnumerable<string> AzurePackages() => Sources
        .SelectMany(source => Directory.EnumerateFiles(Path.Combine(EmbeddedAssemblies.RepositoryRoot, source), "*.csproj", SearchOption.AllDirectories))
        .SelectMany(path => AzurePackage().Matches(File.ReadAllText(path))).SelectMany(match => match.Groups[1].Value.Split(';')).Distinct();

    private static void CopySources(string to)
    {
        var root = EmbeddedAssemblies.RepositoryRoot;
        var files = Directory.EnumerateFiles(root)
            .Concat([Path.Combine(root, "tests", "Directory.Build.props")])
            .Concat(Sources.SelectMany(source => Directory.EnumerateFiles(Path.Combine(root, source), "*", SearchOption.AllDirectories)))
            .Where(path => !Generated().IsMatch(path));
        foreach (var path in files)
        {
            var copy = Path.Combine(to, Path.GetRelativePath(root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        File.WriteAllText(Path.Combine(to, "Compile.proj"),
            """
            <Project>
              <Target Name="Build">
                <ItemGroup>
                  <Root Include="functions/Trading.Functions.csproj;tests/Azure.Contracts.Tests/Azure.Contracts.Tests.csproj" />
                </ItemGroup>
                <MSBuild Projects="@(Root)" Targets="Restore" Properties="Restoring=true" />
                <MSBuild Projects="@(Root)" Targets="Build" />
              </Target>
            </Project>
            """);
    }

    private async Task<(int ExitCode, string Output)> BuildAsync(string feed)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var start = new ProcessStartInfo("dotnet",
            ["msbuild", "Compile.proj", "-nologo", "-nodeReuse:false", "-v:quiet", "-p:FunctionsSdk=false", $"-p:RestoreSources={feed}", $"-p:RestoreFallbackFolders={packages}"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["AzurePackages"] = "nuget";
        // What is made here must never be found in place of the real packages.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages");

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // It takes half a minute by itself; only what hangs takes so long.
        limit.CancelAfter(TimeSpan.FromMinutes(20));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    [GeneratedRegex("""<PackageVersion Include="([^"]+)" Version="([^"]+)" />""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("""<AzurePackage Include="([^"]+)" """)]
    private static partial Regex AzurePackage();

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Generated();
}
