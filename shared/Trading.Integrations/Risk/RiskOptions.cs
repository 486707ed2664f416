using System.Globalization;
using Microsoft.Extensions.Options;
using Trading.Domain.Markets;

namespace Trading.Integrations.Risk;

/// <summary>Limits that the operator chooses. Section <c>Risk</c>.</summary>
public sealed class RiskOptions
{
    /// <summary>Largest order that the system may send, by currency, ISO 4217 (<c>Risk:MaxOrderValue:USD</c>). No default: someone must choose, for each currency that a market trades in.</summary>
    public Dictionary<string, decimal> MaxOrderValue { get; } = [];
}

/// <summary>Each currency of a market has a limit above zero, and nothing else has one.</summary>
internal sealed class RiskOptionsValidator : IValidateOptions<RiskOptions>
{
    private const decimal Largest = 1_000_000_000_000_000m;

    public ValidateOptionsResult Validate(string? name, RiskOptions options)
    {
        var currencies = Market.All.Select(market => market.Currency).Distinct().Order(StringComparer.Ordinal).ToList();
        List<string> failures =
        [
            .. currencies.Where(currency => options.MaxOrderValue.GetValueOrDefault(currency) is < 1 or > Largest)
                .Select(currency => string.Create(
                    CultureInfo.InvariantCulture,
                    $"Risk:MaxOrderValue:{currency} is {(options.MaxOrderValue.TryGetValue(currency, out var value) ? value : "missing")}; expected 1 to {Largest}.")),
            .. options.MaxOrderValue.Keys.Except(currencies, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(currency => $"Risk:MaxOrderValue:{currency} is of no market; expected one of {string.Join(", ", currencies)}."),
        ];
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
