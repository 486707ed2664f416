using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>Limits of a scope as the API takes and shows them; what is left out or null is not limited. Amounts are in the account's currency.</summary>
public sealed record RiskLimitsDocument
{
    /// <summary>Largest value of an order that opens or enlarges a position.</summary>
    public decimal? MaxOrderValue { get; init; }

    /// <summary>Largest value of a position, as a fraction of the equity.</summary>
    public decimal? MaxPositionShare { get; init; }

    /// <summary>Loss of the day beyond which nothing is opened.</summary>
    public decimal? MaxDailyLoss { get; init; }

    /// <summary>The same as a fraction of the equity that the day began with.</summary>
    public decimal? MaxDailyLossShare { get; init; }

    /// <summary>Largest value of all positions, as a multiple of the equity.</summary>
    public decimal? MaxLeverage { get; init; }

    /// <summary>Largest distance of an order's price from the last one, as a fraction of it.</summary>
    public decimal? PriceCollar { get; init; }

    /// <summary>Seconds within which the same order again is taken for a mistake.</summary>
    public int? DuplicateWindowSeconds { get; init; }

    /// <summary>Most orders of an account within 60 seconds.</summary>
    public int? MaxOrdersPerMinute { get; init; }

    /// <summary>Seconds after a trade was closed in which nothing is opened in its instrument.</summary>
    public int? CooldownSeconds { get; init; }

    /// <summary>True to let orders leave during regular trading only.</summary>
    public bool? RegularHoursOnly { get; init; }

    /// <summary><c>active</c>, <c>reducing</c> or <c>halted</c>.</summary>
    public string? TradingState { get; init; }

    /// <summary>Instruments in which nothing is opened, such as <c>US:SPY</c>.</summary>
    public IReadOnlyList<string>? Restricted { get; init; }

    /// <summary>What stops openings after trades went badly.</summary>
    public IReadOnlyList<ProtectionDocument>? Protections { get; init; }

    /// <summary>Of limits.</summary>
    public static RiskLimitsDocument Of(RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new RiskLimitsDocument
        {
            MaxOrderValue = limits.MaxOrderValue?.Value,
            MaxPositionShare = limits.MaxPositionShare,
            MaxDailyLoss = limits.MaxDailyLoss?.Value,
            MaxDailyLossShare = limits.MaxDailyLossShare,
            MaxLeverage = limits.MaxLeverage,
            PriceCollar = limits.PriceCollar,
            DuplicateWindowSeconds = limits.DuplicateWindowSeconds,
            MaxOrdersPerMinute = limits.MaxOrdersPerMinute,
            CooldownSeconds = limits.CooldownSeconds,
            RegularHoursOnly = limits.RegularHoursOnly,
            TradingState = limits.TradingState.ToString().ToLowerInvariant(),
            Restricted = [.. limits.Restricted.Select(instrument => instrument.ToString())],
            Protections = [.. limits.Protections.Select(ProtectionDocument.Of)],
        };
    }
}
