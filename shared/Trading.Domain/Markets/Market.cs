namespace Trading.Domain.Markets;

/// <summary>Code of a market, upper case: <c>US</c> (all United States exchanges as one), <c>KRX</c>.</summary>
public readonly record struct Market
{
    private readonly string? code;

    private Market(string code) => this.code = code;

    /// <summary>United States listed shares and funds.</summary>
    public static Market US { get; } = new("US");

    /// <summary>Korea Exchange, KOSPI and KOSDAQ.</summary>
    public static Market KRX { get; } = new("KRX");

    /// <summary>The markets that the product knows.</summary>
    public static IReadOnlyList<Market> All { get; } = [US, KRX];

    /// <summary>The code; <c>US</c> for <c>default</c>.</summary>
    public string Code => code ?? "US";

    /// <summary>ISO 4217 code of the currency the market trades in.</summary>
    public string Currency => Code == "KRX" ? "KRW" : "USD";

    /// <summary>Reads a code, whatever its case.</summary>
    /// <returns>False when the market is unknown.</returns>
    public static bool TryParse(string? text, out Market market)
    {
        foreach (var known in All)
        {
            if (known.Code.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                market = known;
                return true;
            }
        }

        market = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
