namespace Trading.Embedded.Tests.Surface;

/// <summary>One line of a signature file: a type or member by its documentation-comment id, and what is known of it.</summary>
/// <param name="Id">Documentation-comment id, such as <c>M:Azure.Data.Tables.TableClient.Delete(System.Threading.CancellationToken)</c>.</param>
/// <param name="Modifiers">Accessibility, modifiers and kind, such as <c>public sealed class</c>.</param>
/// <param name="Facts">Everything else by name; a fact without a value (<c>obsolete</c>, <c>flags</c>) has an empty one.</param>
internal sealed record SignatureLine(string Id, string Modifiers, IReadOnlyDictionary<string, string> Facts)
{
    public char Kind => Id[0];

    public bool IsAbstract => Modifiers.Split(' ').Contains("abstract");

    public static SignatureLine Parse(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length < 2 || fields[0].Length < 3 || fields[0][1] != ':')
            throw new FormatException($"'{line}' is no signature line: expected an id, a tab and modifiers.");

        return new SignatureLine(fields[0], fields[1], fields.Skip(2).Select(Fact).ToDictionary(fact => fact.Name, fact => fact.Value));
    }

    public override string ToString() =>
        string.Join('\t', Facts.Select(fact => fact.Value.Length == 0 ? fact.Key : $"{fact.Key}={fact.Value}").Prepend(Modifiers).Prepend(Id));

    private static (string Name, string Value) Fact(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals], text[(equals + 1)..]);
    }
}
