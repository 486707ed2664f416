using System.Globalization;

namespace Trading.Embedded.Tables;

/// <summary>
/// Reads filter text: comparisons <c>eq ne gt ge lt le</c> of a property with a literal, a truth value by its name alone,
/// <c>and or not</c> and parentheses. Literals: <c>'text'</c>, <c>12</c>, <c>12L</c>, <c>1.5</c>, <c>true</c>,
/// <c>datetime'…'</c>, <c>guid'…'</c>, <c>X'…'</c> or <c>binary'…'</c>.
/// </summary>
internal ref struct TableFilterParser
{
    private const int MostComparisons = 15;
    private readonly string text;
    private int at;
    private int comparisons;

    private TableFilterParser(string text) => this.text = text;

    /// <summary>The filter, or null for a blank text.</summary>
    /// <exception cref="FormatException">The text is malformed: says where.</exception>
    public static TableFilter? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var parser = new TableFilterParser(text);
        var filter = parser.Either();
        parser.Blank();
        return parser.at == text.Length ? filter : throw parser.Bad("the end");
    }

    private TableFilter Either()
    {
        var left = Both();
        while (Word("or"))
            left = new TableFilter.Or(left, Both());
        return left;
    }

    private TableFilter Both()
    {
        var left = One();
        while (Word("and"))
            left = new TableFilter.And(left, One());
        return left;
    }

    private TableFilter One()
    {
        if (Word("not"))
            return new TableFilter.Not(One());
        if (Symbol('('))
        {
            var inner = Either();
            return Symbol(')') ? inner : throw Bad("')'");
        }

        if (++comparisons > MostComparisons)
            throw new FormatException($"A filter may hold at most {MostComparisons} comparisons.");
        Blank();
        if (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_') && !LiteralAhead())
        {
            var property = Name();
            return Comparator() is { } name
                ? new TableFilter.Comparison(property, name, Literal())
                : new TableFilter.Comparison(property, "eq", true);
        }

        var literal = Literal();
        var mirrored = Comparator() ?? throw Bad("a comparison");
        Blank();
        return new TableFilter.Comparison(Name(), mirrored switch { "gt" => "lt", "ge" => "le", "lt" => "gt", "le" => "ge", _ => mirrored }, literal);
    }

    private string? Comparator()
    {
        foreach (var name in (ReadOnlySpan<string>)["eq", "ne", "gt", "ge", "lt", "le"])
        {
            if (Word(name))
                return name;
        }

        return null;
    }

    // true, false, datetime'…', guid'…', X'…' and binary'…' begin like a name.
    private readonly bool LiteralAhead()
    {
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        var word = text[at..end];
        return word is "true" or "false" ? end == text.Length || !IsNamePart(text[end]) : end < text.Length && text[end] == '\'';
    }

    private object Literal()
    {
        Blank();
        if (at == text.Length)
            throw Bad("a value");
        if (Word("true"))
            return true;
        if (Word("false"))
            return false;
        if (text[at] == '\'')
            return Quoted();
        if (char.IsAsciiLetter(text[at]))
            return Prefixed();
        return Number();
    }

    private object Prefixed()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        var prefix = text[start..at];
        if (at == text.Length || text[at] != '\'')
            throw Bad("a value", start);
        var content = Quoted();
        switch (prefix)
        {
            case "datetime" when DateTimeOffset.TryParse(content, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant):
                return instant;
            case "guid" when Guid.TryParse(content, out var id):
                return id;
            case "X" or "binary" when content.Length % 2 == 0 && content.All(char.IsAsciiHexDigit):
                return Convert.FromHexString(content);
            default:
                throw Bad("datetime'…', guid'…', X'…' or binary'…'", start);
        }
    }

    private object Number()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '-' or '+'))
            at++;
        var number = text.AsSpan(start, at - start);
        if (number.Length > 1 && number[^1] is 'L' or 'l' && long.TryParse(number[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wide))
            return wide;
        if (int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        if (number.IndexOfAny(".eE") >= 0 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return real;
        throw Bad("a value", start);
    }

    private string Quoted()
    {
        var start = at++;
        var content = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != '\'')
            {
                content.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                content.Append('\'');
                at += 2;
            }
            else
            {
                at++;
                return content.ToString();
            }
        }

        throw Bad("a closing quote", start);
    }

    private string Name()
    {
        var start = at;
        while (at < text.Length && IsNamePart(text[at]))
            at++;
        return at > start ? text[start..at] : throw Bad("a property", start);
    }

    private bool Word(string word)
    {
        Blank();
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0 || (at + word.Length < text.Length && IsNamePart(text[at + word.Length])))
            return false;
        at += word.Length;
        return true;
    }

    private bool Symbol(char symbol)
    {
        Blank();
        if (at == text.Length || text[at] != symbol)
            return false;
        at++;
        return true;
    }

    private void Blank()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private readonly FormatException Bad(string expected) => Bad(expected, at);

    private readonly FormatException Bad(string expected, int position) =>
        new($"Filter '{text}' at position {position}: expected {expected}, found '{(position < text.Length ? text[position..Math.Min(text.Length, position + 20)] : "")}'.");
}
