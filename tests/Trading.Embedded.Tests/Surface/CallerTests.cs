namespace Trading.Embedded.Tests.Surface;

/// <summary>A stand-in holds what is used of the real package, not what might be.</summary>
public sealed class CallerTests
{
    [Fact]
    public void Every_member_has_a_caller_in_product_code_or_a_contract_test()
    {
        var allowed = Allowances.Read("allowed-uncalled.txt").Ids;
        var standIns = EmbeddedAssemblies.All.SelectMany(EmbeddedAssemblies.StandIns).ToList();

        var uncalled = new UncalledMembers(CallerSearch.OfProduct()).Find(standIns).Where(id => !allowed.Contains(id)).ToList();

        Assert.True(uncalled.Count == 0, SurfaceTests.Report(uncalled, "Public, and called by neither product code nor Azure.Contracts.Tests",
            "Make it internal, leave it out, or write the contract test that calls it."));
    }

    [Fact]
    public void Every_exception_to_the_rule_is_still_needed()
    {
        var standIns = EmbeddedAssemblies.All.SelectMany(EmbeddedAssemblies.StandIns).ToList();
        var uncalled = new UncalledMembers(CallerSearch.OfProduct()).Find(standIns).ToHashSet();

        var stale = Allowances.Read("allowed-uncalled.txt").Ids.Where(id => !uncalled.Contains(id)).ToList();

        Assert.True(stale.Count == 0, SurfaceTests.Report(stale, "allowed-uncalled.txt names members that have a caller, or that do not exist", ""));
    }
}
