namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>A type as a signature line writes it: <c>System.Func{System.String?,`0[]}</c>.</summary>
/// <param name="Name">Definition with its arity, such as <c>System.Func`2</c>; empty for arrays, references and type parameters.</param>
/// <param name="Arguments">Generic arguments, or the element of an array or reference.</param>
internal sealed record SignatureType(string Name, IReadOnlyList<SignatureType> Arguments)
{
    public bool IsArray { get; private init; }

    public bool IsReference { get; private init; }

    /// <summary>Position of a type parameter; null for anything else.</summary>
    public int? Parameter { get; private init; }

    /// <summary>Whether the type parameter is the method's, not the type's.</summary>
    public bool IsMethodParameter { get; private init; }

    /// <summary>Whether the type is annotated with a question mark.</summary>
    public bool MayBeNull { get; private init; }

    public static SignatureType Parse(string text)
    {
        var position = 0;
        var type = Parse(text, ref position);
        return position == text.Length ? type : throw new FormatException($"'{text}' is no type: expected its end at {position}.");
    }

    /// <summary>Parts of a comma-separated list, where commas in braces don't count.</summary>
    public static IReadOnlyList<string> Split(string list, string separator)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth > 0 || string.CompareOrdinal(list, i, separator, 0, separator.Length) != 0)
                continue;
            parts.Add(list[start..i]);
            start = i + separator.Length;
        }

        if (list.Length > 0)
            parts.Add(list[start..]);
        return parts;
    }

    private static SignatureType Parse(string text, ref int position)
    {
        var type = text[position] == '`' ? ParseParameter(text, ref position) : ParseNamed(text, ref position);
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '?':
                    type = type with { MayBeNull = true };
                    position++;
                    break;
                case '[':
                    type = new SignatureType("", [type]) { IsArray = true };
                    position = text.IndexOf(']', position) + 1;
                    break;
                case '@':
                    type = new SignatureType("", [type]) { IsReference = true };
                    position++;
                    break;
                default:
                    return type;
            }
        }

        return type;
    }

    private static SignatureType ParseParameter(string text, ref int position)
    {
        var isMethod = text[position + 1] == '`';
        position += isMethod ? 2 : 1;
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return new SignatureType("", []) { Parameter = int.Parse(text.AsSpan(start, position - start), System.Globalization.CultureInfo.InvariantCulture), IsMethodParameter = isMethod };
    }

    private static SignatureType ParseNamed(string text, ref int position)
    {
        var name = "";
        var arguments = new List<SignatureType>();
        while (true)
        {
            var start = position;
            while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '.'))
                position++;
            name += text[start..position];
            if (position == text.Length || text[position] != '{')
                return new SignatureType(name, arguments);

            var before = arguments.Count;
            do
            {
                position++;
                arguments.Add(Parse(text, ref position));
            }
            while (text[position] == ',');
            position++;
            name += $"`{arguments.Count - before}";
        }
    }
}
