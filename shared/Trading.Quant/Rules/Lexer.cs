using System.Globalization;

namespace Trading.Quant.Rules;

/// <summary>
/// Cuts rule text into tokens; white space and comments (<c>#</c> to the end of the line) separate them. Never fails: what it does not
/// know becomes an unknown token, reported by the parser.
/// </summary>
internal static class Lexer
{
    private static readonly string[] Symbols =
        ["<=", ">=", "==", "!=", "<", ">", "(", ")", "[", "]", ",", ".", ":", "%", "+", "-", "*", "/"];

    /// <summary>What people write who know other languages; kept whole so that the parser can say what is written here instead.</summary>
    private static readonly string[] Foreign = ["=<", "=>", "<>", "&&", "||", "="];

    /// <returns>The tokens, the last of them the end.</returns>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            at = SkipBlank(text, at);
            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", at));
                return tokens;
            }

            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }
    }

    /// <summary>Position of the first character from a position on that is neither white space nor part of a comment.</summary>
    public static int SkipBlank(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '#'))
        {
            if (text[at] == '#')
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                    at++;
            }
            else
            {
                at++;
            }
        }

        return at;
    }

    private static Token Next(string text, int at)
    {
        if (char.IsAsciiLetter(text[at]))
            return new Token(TokenKind.Word, Run(text, at, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'), at);
        if (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            return Number(text, at);
        if (StartsWith(text, at, Foreign) is { } foreign && StartsWith(text, at, Symbols) is not { Length: 2 })
            return new Token(TokenKind.Unknown, foreign, at);
        if (StartsWith(text, at, Symbols) is { } symbol)
            return new Token(TokenKind.Symbol, symbol, at);

        var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return new Token(TokenKind.Unknown, text.Substring(at, length), at);
    }

    /// <summary>Digits, an exponent, and one of the endings k, m and b for thousands, millions and thousands of millions.</summary>
    private static Token Number(string text, int at)
    {
        var run = Run(text, at, letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_');
        if (run[^1] is 'e' or 'E' && at + run.Length + 1 < text.Length && text[at + run.Length] is '+' or '-' &&
            char.IsAsciiDigit(text[at + run.Length + 1]))
            run += text[at + run.Length] + Run(text, at + run.Length + 1, char.IsAsciiDigit);

        var scale = char.ToLowerInvariant(run[^1]) switch { 'k' => 1e3, 'm' => 1e6, 'b' => 1e9, _ => 1 };
        return double.TryParse(
                scale == 1 ? run : run[..^1],
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value) && double.IsFinite(value * scale)
            ? new Token(TokenKind.Number, run, at, value * scale)
            : new Token(TokenKind.Unknown, run, at);
    }

    private static string? StartsWith(string text, int at, string[] any) =>
        any.FirstOrDefault(symbol => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0);

    private static string Run(string text, int at, Func<char, bool> belongs)
    {
        var end = at + 1;
        while (end < text.Length && belongs(text[end]))
            end++;
        return text[at..end];
    }
}
