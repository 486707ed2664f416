using System.Globalization;

namespace Trading.Quant.Rules;

/// <summary>Cuts rule text into tokens. Never fails: what it does not know becomes an unknown token, reported by the parser.</summary>
internal static class Lexer
{
    private static readonly string[] Symbols = ["<=", ">=", "==", "!=", "<", ">", "(", ")", ",", "+", "-", "*", "/"];

    /// <returns>The tokens, the last of them the end.</returns>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
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

    private static Token Next(string text, int at)
    {
        if (char.IsAsciiLetter(text[at]))
            return new Token(TokenKind.Word, Run(text, at, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'), at);
        if (char.IsAsciiDigit(text[at]) || text[at] == '.')
            return Number(text, at);
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
                return new Token(TokenKind.Symbol, symbol, at);
        }

        var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        return new Token(TokenKind.Unknown, text.Substring(at, length), at);
    }

    private static Token Number(string text, int at)
    {
        var run = Run(text, at, letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_');
        return double.TryParse(run, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) &&
            double.IsFinite(value)
            ? new Token(TokenKind.Number, run, at, value)
            : new Token(TokenKind.Unknown, run, at);
    }

    private static string Run(string text, int at, Func<char, bool> belongs)
    {
        var end = at + 1;
        while (end < text.Length && belongs(text[end]))
            end++;
        return text[at..end];
    }
}
