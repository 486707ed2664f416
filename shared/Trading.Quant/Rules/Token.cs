namespace Trading.Quant.Rules;

/// <summary>What a piece of rule text is.</summary>
internal enum TokenKind
{
    End,
    Number,
    Word,
    Symbol,
    Unknown,
}

/// <summary>A piece of rule text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written.</param>
/// <param name="Start">Position of its first character, from 0.</param>
/// <param name="Value">The number, for a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, double Value = 0)
{
    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    public string Describe() => Kind == TokenKind.End ? "the end of the rule" : $"'{Printable(Text)}'";

    /// <summary>At most 40 characters, control characters replaced, so that it can stand in any message or log.</summary>
    private static string Printable(string text)
    {
        var shown = text.Length <= 40 ? text : text[..40] + "…";
        return string.Concat(shown.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter));
    }
}
