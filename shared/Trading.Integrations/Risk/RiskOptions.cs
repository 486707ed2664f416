using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Risk;

/// <summary>Limits that the operator chooses. Section <c>Risk</c>.</summary>
public sealed class RiskOptions
{
    /// <summary>Largest order the system may send, in the account's currency. No default: someone must choose.</summary>
    [Range(typeof(decimal), "1", "1000000000000000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal MaxOrderValue { get; set; }
}

[OptionsValidator]
internal sealed partial class RiskOptionsValidator : IValidateOptions<RiskOptions>;
