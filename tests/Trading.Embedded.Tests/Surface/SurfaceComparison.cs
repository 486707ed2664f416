namespace Trading.Embedded.Tests.Surface;

/// <summary>Compares types that stand in for real ones with the real signatures.</summary>
/// <param name="real">The signatures of the packages stood in for.</param>
/// <param name="allowedGaps">Ids of real overloads that may be missing.</param>
internal sealed class SurfaceComparison(SignatureSet real, IReadOnlySet<string> allowedGaps)
{
    /// <summary>What a caller, or a class deriving from the type, would find different; empty when nothing.</summary>
    /// <param name="type">A type that code outside its assembly can name.</param>
    public IReadOnlyList<string> Differences(Type type)
    {
        var name = DocumentationId.NameOf(type);
        var theirs = real.OfType(name);
        if (theirs.Count == 0)
            return [$"T:{name}: no real package has this type; make it internal, or move it to a Trading.Embedded namespace"];

        var differences = new List<string>();
        var ours = SignatureWriter.Write(type).ToDictionary(line => line.Id, StringComparer.Ordinal);
        foreach (var line in ours.Values)
        {
            if (real.Find(line.Id) is { } expected)
                Compare(line, expected, real.HasNullableAnnotations(name), differences);
            else
                differences.Add($"{line.Id}: not in the real package{Nearest(line.Id, theirs)}");
        }

        var names = ours.Keys.Select(NameOfMember).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in theirs.Where(line => line.Kind != 'T' && !ours.ContainsKey(line.Id) && !allowedGaps.Contains(line.Id)))
        {
            if (type.IsEnum)
                differences.Add($"{missing.Id}: missing; an enum has all its values");
            else if (names.Contains(NameOfMember(missing.Id)))
                differences.Add($"{missing.Id}: missing, though the type has another overload of that name");
            else if (type.IsInterface || missing.IsAbstract)
                differences.Add($"{missing.Id}: missing, though whoever derives from the real type has to implement it");
        }

        return differences;
    }

    private static void Compare(SignatureLine ours, SignatureLine theirs, bool annotated, List<string> differences)
    {
        if (ours.Modifiers != theirs.Modifiers)
            differences.Add($"{ours.Id}: is '{ours.Modifiers}', really '{theirs.Modifiers}'");

        foreach (var fact in ours.Facts.Keys.Union(theirs.Facts.Keys).Where(fact => annotated || fact != "nullable"))
        {
            var (mine, real) = (Value(ours, fact), Value(theirs, fact));
            if (mine != real)
                differences.Add($"{ours.Id}: {fact} is {mine}, really {real}");
        }
    }

    private static string Value(SignatureLine line, string fact) => line.Facts.TryGetValue(fact, out var value)
        ? fact == "attributeusage" ? Normal(value) : value.Length == 0 ? "stated" : value
        : "not stated";

    /// <summary>Attribute usage as stated once: defaults left out, in one order.</summary>
    private static string Normal(string usage)
    {
        var parts = usage.Split(';');
        var targets = Enum.Parse<AttributeTargets>(parts[0]).ToString();
        return string.Join(';', parts.Skip(1).Where(part => part is not ("AllowMultiple=False" or "Inherited=True"))
            .Order(StringComparer.Ordinal).Prepend(targets));
    }

    /// <summary>Kind and name of a member without its parameters, so that overloads are equal.</summary>
    private static string NameOfMember(string id)
    {
        var end = id.IndexOf('(', StringComparison.Ordinal);
        var name = end < 0 ? id : id[..end];
        var arity = name.IndexOf("``", StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static string Nearest(string id, IEnumerable<SignatureLine> theirs)
    {
        var same = theirs.Where(line => NameOfMember(line.Id) == NameOfMember(id)).Select(line => line.Id).ToList();
        return same.Count == 0 ? "" : $"; it has {string.Join(" and ", same)}";
    }
}
