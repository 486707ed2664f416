using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Surface;

/// <summary>The search for callers itself, over this assembly, which calls some of the base library and not the rest.</summary>
public sealed class UncalledMembersTests
{
    [Fact]
    public void A_type_that_nobody_mentions_is_reported_as_a_whole()
    {
        var unmentioned = typeof(string).Assembly.GetType("System.Reflection.Emit.SignatureHelper", throwOnError: true)!;

        var uncalled = new UncalledMembers(OfThisAssembly()).Find([unmentioned]);

        Assert.Equal(["T:System.Reflection.Emit.SignatureHelper"], uncalled);
    }

    [Fact]
    public void A_member_without_a_caller_is_reported_and_its_called_overloads_are_not()
    {
        // Calls one overload of Peek: the other is kept for the compiler's sake.
        var queue = new PriorityQueue<string, int>([("a", 1)]);
        Assert.Equal("a", queue.Peek());

        var uncalled = new UncalledMembers(OfThisAssembly()).Find([typeof(PriorityQueue<,>)]);

        Assert.DoesNotContain(uncalled, id => id.Contains(".Peek", StringComparison.Ordinal));
        Assert.DoesNotContain(uncalled, id => id.Contains("#ctor", StringComparison.Ordinal));
        Assert.Contains("M:System.Collections.Generic.PriorityQueue`2.TrimExcess", uncalled);
        Assert.Contains("P:System.Collections.Generic.PriorityQueue`2.Comparer", uncalled);
    }

    [Fact]
    public void A_property_set_by_an_attribute_has_a_caller()
    {
        var members = OfThisAssembly().Members;

        Assert.Contains("Microsoft.Azure.Functions.Worker.HttpTriggerAttribute.set_Route", members.AsEnumerable());
        Assert.DoesNotContain("Microsoft.Azure.Functions.Worker.HttpTriggerAttribute.set_AuthLevel", members.AsEnumerable());
    }

    [Fact]
    public void A_member_that_is_implemented_has_a_caller()
    {
        Assert.Contains("System.Reflection.Metadata.ISignatureTypeProvider`2.GetModifiedType", OfThisAssembly().Members.AsEnumerable());
    }

    internal static string Routed([HttpTrigger(Route = "quotes")] string route) => route;

    private static CallerSearch OfThisAssembly()
    {
        var search = new CallerSearch();
        search.Read(typeof(UncalledMembersTests).Assembly.Location);
        return search;
    }
}
