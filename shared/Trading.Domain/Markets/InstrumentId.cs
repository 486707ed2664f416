namespace Trading.Domain.Markets;

/// <summary>What is traded: a symbol of a market, such as SPY of US or 005930 of KRX. Written <c>US:SPY</c>.</summary>
public readonly record struct InstrumentId
{
    /// <summary>Longest symbol accepted.</summary>
    public const int MaxSymbolLength = 16;

    private readonly string? symbol;

    private InstrumentId(Market market, string symbol)
    {
        Market = market;
        this.symbol = symbol;
    }

    /// <summary>The market that lists it.</summary>
    public Market Market { get; }

    /// <summary>The ticker, upper case; empty for <c>default</c>.</summary>
    public string Symbol => symbol ?? "";

    /// <summary>Reads a symbol: 1 to 16 letters, digits, dots or hyphens, the first a letter or digit; letters become upper case.</summary>
    public static bool TryCreate(Market market, string? symbol, out InstrumentId instrument)
    {
        var valid = symbol is { Length: > 0 and <= MaxSymbolLength } && char.IsAsciiLetterOrDigit(symbol[0]) &&
            symbol.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
        instrument = valid ? new InstrumentId(market, symbol!.ToUpperInvariant()) : default;
        return valid;
    }

    /// <summary>The instrument of a symbol that is known to be valid.</summary>
    /// <exception cref="ArgumentException">The symbol is not valid.</exception>
    public static InstrumentId Create(Market market, string symbol) =>
        TryCreate(market, symbol, out var instrument) ? instrument : throw new ArgumentException($"'{symbol}' is no symbol.", nameof(symbol));

    /// <summary>Reads what <see cref="ToString"/> writes, such as <c>US:SPY</c>.</summary>
    /// <returns>False when the market is unknown or the symbol is not valid.</returns>
    public static bool TryParse(string? text, out InstrumentId instrument)
    {
        instrument = default;
        return text?.Split(':') is [var code, var symbol] && Market.TryParse(code, out var market) && TryCreate(market, symbol, out instrument);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(Market.Code, ":", Symbol);
}
