using Specimens;

namespace Trading.Embedded.Tests.Surface;

/// <summary>The comparison itself: hand-written signatures against types that agree with them, and against every kind of deviation.</summary>
public sealed class SurfaceComparisonTests
{
    private const string ExactLines = """
        F:Specimens.Exact`1.Greeting|public const|type=System.String|value="hello"
        F:Specimens.Exact`1.Patience|public static readonly|type=System.TimeSpan
        M:Specimens.Exact`1.#ctor(System.String,System.Nullable{System.Int32})|protected|params=(name, size=null)
        E:Specimens.Exact`1.Changed|public|type=System.Func{System.String,System.Threading.Tasks.Task}|nullable=System.Func{System.String?,System.Threading.Tasks.Task}?
        P:Specimens.Exact`1.Name|public|type=System.String|accessors=get;protected set
        P:Specimens.Exact`1.Note|public|type=System.String|accessors=get;init|nullable=System.String?
        P:Specimens.Exact`1.Item(System.String)|public|type=System.Object|accessors=get|params=(key)|nullable=System.Object?
        M:Specimens.Exact`1.op_Implicit(Specimens.Exact{`0})~System.String|public static|return=System.String|params=(exact)
        M:Specimens.Exact`1.Equals(Specimens.Exact{`0})|public|return=System.Boolean|params=(other)|nullable=other:Specimens.Exact{`0}?
        M:Specimens.Exact`1.Equals(System.Object)|public sealed override|return=System.Boolean|params=(obj)|nullable=obj:System.Object?
        M:Specimens.Exact`1.GetHashCode|public override|return=System.Int32|params=()
        M:Specimens.Exact`1.Read``2(`0,System.Func{System.String,System.Nullable{System.Int32},System.Nullable{System.Collections.Generic.KeyValuePair{System.String,``0}},System.Threading.Tasks.Task{System.String}},System.Int32@,System.Threading.CancellationToken)|public virtual|return=System.Threading.Tasks.Task{``1}|params=(key, read, in limit, cancellation=default)|typeparams=TIn:class&System.IDisposable&new();TOut|nullable=return:System.Threading.Tasks.Task{``1?} read:System.Func{System.String?,System.Nullable{System.Int32},System.Nullable{System.Collections.Generic.KeyValuePair{System.String,``0}},System.Threading.Tasks.Task{System.String}}
        M:Specimens.Exact`1.TryGet(System.String[],System.Collections.Generic.IDictionary{System.String,System.Object}@,System.Object[])|public|return=System.Boolean|params=(names, out found, params rest)|nullable=names:System.String[]? found:System.Collections.Generic.IDictionary{System.String,System.Object?}? rest:System.Object?[]
        M:Specimens.Exact`1.Move(System.DayOfWeek,System.Double,System.Boolean,System.String)|public abstract|return=System.Void|params=(on=System.DayOfWeek.Monday, by=1, now=false, to="here")
        M:Specimens.Exact`1.Dispose|public|return=System.Void|params=()
        T:Specimens.Exact`1|public abstract class|base=System.Object|interfaces=System.IDisposable;System.IEquatable{Specimens.Exact{`0}}|typeparams=T:notnull
        """;

    [Theory]
    [InlineData(typeof(Exact<>), ExactLines)]
    [InlineData(typeof(Extensions), """
        M:Specimens.Extensions.Count(System.String,System.Object)|public static extension|return=System.Int32|params=(text, what)|nullable=what:System.Object?|obsolete
        T:Specimens.Extensions|public static class|base=System.Object
        """)]
    [InlineData(typeof(Point), """
        M:Specimens.Point.#ctor(Specimens.Point)|protected|params=(original)
        M:Specimens.Point.#ctor(System.Int32,System.String)|public|params=(X, Label)|nullable=Label:System.String?
        M:Specimens.Point.Deconstruct(System.Int32@,System.String@)|public|return=System.Void|params=(out X, out Label)|nullable=Label:System.String?
        M:Specimens.Point.Equals(Specimens.Point)|public virtual|return=System.Boolean|params=(other)|nullable=other:Specimens.Point?
        M:Specimens.Point.Equals(System.Object)|public override|return=System.Boolean|params=(obj)|nullable=obj:System.Object?
        M:Specimens.Point.GetHashCode|public override|return=System.Int32|params=()
        M:Specimens.Point.PrintMembers(System.Text.StringBuilder)|protected virtual|return=System.Boolean|params=(builder)
        M:Specimens.Point.ToString|public override|return=System.String|params=()
        M:Specimens.Point.op_Equality(Specimens.Point,Specimens.Point)|public static|return=System.Boolean|params=(left, right)|nullable=left:Specimens.Point? right:Specimens.Point?
        M:Specimens.Point.op_Inequality(Specimens.Point,Specimens.Point)|public static|return=System.Boolean|params=(left, right)|nullable=left:Specimens.Point? right:Specimens.Point?
        P:Specimens.Point.EqualityContract|protected virtual|type=System.Type|accessors=get
        P:Specimens.Point.Label|public|type=System.String|accessors=get;init|nullable=System.String?
        P:Specimens.Point.X|public|type=System.Int32|accessors=get;init
        P:Specimens.Point.Z|public virtual|type=System.Int32|accessors=get
        T:Specimens.Point|public record|base=System.Object|interfaces=System.IEquatable{Specimens.Point}
        """)]
    [InlineData(typeof(Directions), """
        F:Specimens.Directions.None|public const|type=Specimens.Directions|value=0
        F:Specimens.Directions.North|public const|type=Specimens.Directions|value=1
        F:Specimens.Directions.South|public const|type=Specimens.Directions|value=2
        T:Specimens.Directions|public enum|underlying=System.Int32|flags
        """)]
    [InlineData(typeof(Tick), """
        P:Specimens.Tick.Size|public|type=System.Int32|accessors=get;init
        T:Specimens.Tick|public readonly struct
        """)]
    [InlineData(typeof(MarkAttribute), """
        M:Specimens.MarkAttribute.#ctor|public|params=()
        T:Specimens.MarkAttribute|public sealed class|base=System.Attribute|attributeusage=Method, Property;AllowMultiple=True
        """)]
    [InlineData(typeof(Transform), "T:Specimens.Transform|public delegate|return=System.Threading.Tasks.Task{System.String}|invoke=(System.String text)")]
    [InlineData(typeof(IShape), """
        P:Specimens.IShape.Area|public|type=System.Double|accessors=get
        M:Specimens.IShape.Grow(System.Double)|public|return=System.Void|params=(by)
        T:Specimens.IShape|public interface
        """)]
    public void A_type_that_agrees_with_its_signatures_has_no_differences(Type type, string lines)
    {
        var differences = Compare(type, lines);

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData("name, size=null", "title, size=null", "params is (name, size=null), really (title, size=null)")]
    [InlineData("name, size=null", "name, size", "params is (name, size=null), really (name, size)")]
    [InlineData("cancellation=default", "cancellation", "params is (key, read, in limit, cancellation=default), really (key, read, in limit, cancellation)")]
    [InlineData("in limit", "ref limit", "really (key, read, ref limit, cancellation=default)")]
    [InlineData("params rest", "rest", "really (names, out found, rest)")]
    [InlineData("public abstract class", "public class", "is 'public abstract class', really 'public class'")]
    [InlineData("public sealed override", "public override", "is 'public sealed override', really 'public override'")]
    [InlineData("public virtual", "public", "is 'public virtual', really 'public'")]
    [InlineData("accessors=get;protected set", "accessors=get;set", "accessors is get;protected set, really get;set")]
    [InlineData("accessors=get;init", "accessors=get;set", "accessors is get;init, really get;set")]
    [InlineData("""value="hello" """, """value="goodbye" """, """value is "hello", really "goodbye" """)]
    [InlineData("base=System.Object", "base=System.IO.Stream", "base is System.Object, really System.IO.Stream")]
    [InlineData("interfaces=System.IDisposable;", "interfaces=System.IAsyncDisposable;System.IDisposable;", "really System.IAsyncDisposable;System.IDisposable;")]
    [InlineData("typeparams=T:notnull", "typeparams=T", "typeparams is T:notnull, really T")]
    [InlineData("TIn:class&System.IDisposable&new()", "TIn:class&System.IDisposable", "really TIn:class&System.IDisposable;TOut")]
    [InlineData("accessors=get;init|nullable=System.String?", "accessors=get;init", "nullable is System.String?, really not stated")]
    [InlineData("{``1?}", "{``1}", "nullable is return:System.Threading.Tasks.Task{``1?} read:")]
    [InlineData("System.Object?}? rest:System.Object?[]", "System.Object?}? rest:System.Object[]?", "rest:System.Object?[], really")]
    [InlineData("to=\"here\")", "to=\"here\")|obsolete", "obsolete is not stated, really stated")]
    [InlineData("DayOfWeek.Monday", "DayOfWeek.Sunday", "really (on=System.DayOfWeek.Sunday")]
    [InlineData("M:Specimens.Exact`1.Dispose|", "M:Specimens.Exact`1.Close|", "M:Specimens.Exact`1.Dispose: not in the real package")]
    [InlineData("GetHashCode|public override|return=System.Int32", "GetHashCode|public override|return=System.Int64", "return is System.Int32, really System.Int64")]
    public void A_deviation_is_reported_with_both_sides(string ours, string really, string report)
    {
        ours = ours.TrimEnd();
        var lines = ExactLines.Replace(ours, really.TrimEnd(), StringComparison.Ordinal);
        Assert.NotEqual(ExactLines, lines);

        var differences = Compare(typeof(Exact<>), lines);

        Assert.Contains(differences, difference => difference.Contains(report.TrimEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_overload_is_reported_unless_it_is_allowed()
    {
        const string Overload = "M:Specimens.Exact`1.TryGet(System.String)";
        var lines = $"{Overload}|public|return=System.Boolean|params=(name)\n{ExactLines}";

        Assert.Equal([$"{Overload}: missing, though the type has another overload of that name"], Compare(typeof(Exact<>), lines));
        Assert.Empty(Compare(typeof(Exact<>), lines, allowed: Overload));
    }

    [Fact]
    public void A_real_member_that_nobody_asked_for_may_be_missing()
    {
        var differences = Compare(typeof(Exact<>), "M:Specimens.Exact`1.Rename(System.String)|public virtual|return=System.Void|params=(name)\n" + ExactLines);

        Assert.Empty(differences);
    }

    [Fact]
    public void A_type_lacks_nothing_that_a_derived_type_has_to_implement()
    {
        const string Abstract = "M:Specimens.Exact`1.Rename(System.String)";

        var differences = Compare(typeof(Exact<>), $"{Abstract}|public abstract|return=System.Void|params=(name)\n{ExactLines}");

        Assert.Equal([$"{Abstract}: missing, though whoever derives from the real type has to implement it"], differences);
    }

    [Fact]
    public void An_enum_lacks_no_value()
    {
        var differences = Compare(typeof(Directions), """
            F:Specimens.Directions.East|public const|type=Specimens.Directions|value=4
            F:Specimens.Directions.None|public const|type=Specimens.Directions|value=0
            F:Specimens.Directions.North|public const|type=Specimens.Directions|value=1
            F:Specimens.Directions.South|public const|type=Specimens.Directions|value=3
            T:Specimens.Directions|public enum|underlying=System.Int32|flags
            """);

        Assert.Equal(
            ["F:Specimens.Directions.South: value is 2, really 3", "F:Specimens.Directions.East: missing; an enum has all its values"], differences);
    }

    [Fact]
    public void A_type_that_no_real_package_has_is_reported()
    {
        var difference = Assert.Single(Compare(typeof(OnlyHere), ExactLines));

        Assert.StartsWith("T:Specimens.OnlyHere: no real package has this type", difference, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Compare(Type type, string lines, string? allowed = null)
    {
        var file = new SignatureFile("Specimens", "version 1", [.. lines.Split('\n').Select(line => line.Trim().Replace('|', '\t'))]);
        var comparison = new SurfaceComparison(new SignatureSet([file]), allowed is null ? new HashSet<string>() : new HashSet<string> { allowed });
        return comparison.Differences(type);
    }
}
