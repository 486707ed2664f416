using System.Reflection;

namespace Trading.Embedded.Tests.Surface;

/// <summary>Product code compiles unchanged against Microsoft's packages because ours differ from them in nothing that can be seen.</summary>
public sealed class SurfaceTests
{
    private const string HowToRefresh =
        "Refresh the copies with: REFRESH_SIGNATURES=1 dotnet test tests/Trading.Embedded.Tests --filter FullyQualifiedName~Surface";

    public static TheoryData<string> Assemblies => [.. EmbeddedAssemblies.Names];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_public_member_exists_in_the_real_package_with_the_same_signature(string assembly)
    {
        var comparison = new SurfaceComparison(Real(), Allowances.Read("allowed-gaps.txt").Ids);
        var types = EmbeddedAssemblies.StandIns(Assembly.Load(assembly)).ToList();

        var differences = types.SelectMany(comparison.Differences).ToList();

        Assert.True(differences.Count == 0, Report(differences, $"{assembly} differs from the real packages", $"If a type is new here: {HowToRefresh}"));
    }

    [Fact]
    [Trait("Reference", "beside")]
    public void The_signatures_kept_here_are_those_of_the_full_listings()
    {
        Assert.SkipUnless(Directory.Exists(EmbeddedAssemblies.FullListings), $"The full listings are not at {EmbeddedAssemblies.FullListings}.");
        var types = EmbeddedAssemblies.All.SelectMany(EmbeddedAssemblies.StandIns).Select(DocumentationId.NameOf).ToHashSet(StringComparer.Ordinal);
        var wanted = SignatureFile.ReadFolder(EmbeddedAssemblies.FullListings)
            .Select(file => (file.Key, Value: file.Value.OnlyTypes(types)))
            .Where(file => file.Value.Lines.Count > 0)
            .ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("REFRESH_SIGNATURES") == "1")
            Refresh(wanted);

        var kept = SignatureFile.ReadFolder(EmbeddedAssemblies.SignatureFolder);

        var differences = wanted.Keys.Union(kept.Keys).SelectMany(name => Differences(name, kept.GetValueOrDefault(name), wanted.GetValueOrDefault(name))).ToList();
        Assert.True(differences.Count == 0, Report(differences, "The copies differ from the listings", HowToRefresh));
    }

    [Fact]
    public void Every_allowed_gap_is_a_real_member_that_is_still_missing()
    {
        var real = Real();
        var present = EmbeddedAssemblies.All.SelectMany(EmbeddedAssemblies.StandIns).SelectMany(SignatureWriter.Write).Select(line => line.Id).ToHashSet();

        var stale = Allowances.Read("allowed-gaps.txt").Ids.Where(id => real.Find(id) is null || present.Contains(id)).ToList();

        Assert.True(stale.Count == 0, Report(stale, "allowed-gaps.txt names members that do not exist, or that we have", ""));
    }

    internal static string Report(IReadOnlyCollection<string> lines, string title, string advice) =>
        $"{title} ({lines.Count}):{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{Environment.NewLine}{advice}";

    // With the full listings a type that was only just added is compared too, before its lines are copied.
    private static SignatureSet Real() => new(SignatureFile.ReadFolder(
        Directory.Exists(EmbeddedAssemblies.FullListings) ? EmbeddedAssemblies.FullListings : EmbeddedAssemblies.SignatureFolder).Values);

    private static void Refresh(Dictionary<string, SignatureFile> wanted)
    {
        foreach (var old in Directory.EnumerateFiles(EmbeddedAssemblies.SignatureFolder, "*.txt"))
            File.Delete(old);
        foreach (var (name, file) in wanted)
            file.Write(Path.Combine(EmbeddedAssemblies.SignatureFolder, name));
    }

    private static IEnumerable<string> Differences(string name, SignatureFile? kept, SignatureFile? wanted)
    {
        if (kept is null || wanted is null)
            return [$"{name}: {(kept is null ? "not kept here" : "kept here though nothing in it is stood in for")}"];
        string[] ours = [kept.Package, kept.Version, .. kept.Lines];
        string[] theirs = [wanted.Package, wanted.Version, .. wanted.Lines];
        return ours.Except(theirs).Select(line => $"{name}: kept, not in the listing: {line}")
            .Concat(theirs.Except(ours).Select(line => $"{name}: in the listing, not kept: {line}"));
    }
}
