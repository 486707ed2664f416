namespace Trading.Quant.Rules;

/// <summary>A figure about the company behind a symbol that rules may use by its name.</summary>
/// <param name="Name">Lower-case name in the rule language; may be several words.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Description">What it says.</param>
/// <param name="Aliases">Other names by which it may be written.</param>
public sealed record FundamentalField(string Name, string Unit, string Description, params IReadOnlyList<string> Aliases)
{
    /// <summary>Every figure that the product knows. A new one is added here.</summary>
    public static IReadOnlyList<FundamentalField> All { get; } =
    [
        new("per", "times", "Price divided by earnings per share of the last four quarters", "pe"),
        new("pbr", "times", "Price divided by book value per share", "pb"),
        new("psr", "times", "Price divided by sales per share of the last four quarters", "ps"),
        new("eps", "currency", "Earnings per share of the last four quarters"),
        new("bps", "currency", "Book value per share"),
        new("dividend yield", "percent", "Dividends per share of the last year, in percent of the price"),
        new("roe", "percent", "Earnings of the last four quarters in percent of equity"),
        new("roa", "percent", "Earnings of the last four quarters in percent of assets"),
        new("debt ratio", "percent", "Liabilities in percent of equity"),
        new("current ratio", "percent", "Current assets in percent of current liabilities"),
        new("operating margin", "percent", "Operating profit in percent of revenue"),
        new("revenue growth", "percent", "Revenue of the last four quarters against the four before them"),
        new("earnings growth", "percent", "Earnings of the last four quarters against the four before them"),
        new("market cap", "currency", "Price times shares outstanding"),
        new("shares outstanding", "shares", "Shares issued and not held by the company"),
    ];

    /// <summary>Equal when the names are.</summary>
    public bool Equals(FundamentalField? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
