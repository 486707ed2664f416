namespace Trading.Domain.Markets;

/// <summary>Two currencies, such as <c>USDKRW</c>: its rate says how many units of the second one unit of the first is worth.</summary>
public readonly record struct CurrencyPair
{
    private const int CodeLength = 3;

    private CurrencyPair(string @base, string quote) => (Base, Quote) = (@base, quote);

    /// <summary>ISO 4217 code of the currency whose unit is priced.</summary>
    public string Base { get; }

    /// <summary>ISO 4217 code of the currency that it is priced in.</summary>
    public string Quote { get; }

    /// <summary>The pair of two codes.</summary>
    /// <exception cref="ArgumentException">A code is not three letters, or both are the same.</exception>
    public static CurrencyPair Create(string @base, string quote) =>
        TryParse(@base + quote, out var pair) && pair.Base.Length == @base.Length ? pair : throw new ArgumentException($"'{@base}' and '{quote}' are no pair.", nameof(quote));

    /// <summary>Reads what <see cref="ToString"/> writes, whatever its case.</summary>
    /// <returns>False unless it is two different codes of three letters.</returns>
    public static bool TryParse(string? text, out CurrencyPair pair)
    {
        pair = default;
        if (text is not { Length: 2 * CodeLength } || !text.All(char.IsAsciiLetter))
            return false;
        var (first, second) = (text[..CodeLength].ToUpperInvariant(), text[CodeLength..].ToUpperInvariant());
        if (first == second)
            return false;
        pair = new CurrencyPair(first, second);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Base + Quote;
}
