using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Domain.Risk;

/// <summary>Limits of a scope (system, user, account, strategy), each optional; null for none.</summary>
public sealed record RiskLimits
{
    /// <summary>No limit at all.</summary>
    public static RiskLimits None { get; } = new();

    /// <summary>Largest value of an order that opens or enlarges a position, in the account's currency.</summary>
    public Money? MaxOrderValue { get; init; }

    /// <summary>Largest value of a position after the order, as a fraction of the account's equity.</summary>
    public decimal? MaxPositionShare { get; init; }

    /// <summary>Loss of the day, realised and not, from which on nothing is opened, in the account's currency; above zero.</summary>
    public Money? MaxDailyLoss { get; init; }

    /// <summary>The same as a fraction of the equity that the day began with.</summary>
    public decimal? MaxDailyLossShare { get; init; }

    /// <summary>Largest value of all positions after the order, long and short added up, as a multiple of the account's equity.</summary>
    public decimal? MaxLeverage { get; init; }

    /// <summary>Largest distance of the order's price from the last one of the market, as a fraction of the latter.</summary>
    public decimal? PriceCollar { get; init; }

    /// <summary>Seconds within which an order of the same account, instrument, side and size counts as sent by mistake.</summary>
    public int? DuplicateWindowSeconds { get; init; }

    /// <summary>Most orders of an account within 60 seconds.</summary>
    public int? MaxOrdersPerMinute { get; init; }

    /// <summary>Seconds after a trade of an instrument was closed, on the market's time, in which nothing is opened there.</summary>
    public int? CooldownSeconds { get; init; }

    /// <summary>True to let orders leave only while the market is open for regular trading.</summary>
    public bool RegularHoursOnly { get; init; }

    /// <summary>What is allowed to trade at all.</summary>
    public TradingState TradingState { get; init; }

    /// <summary>Instruments in which nothing is opened.</summary>
    public IReadOnlyList<InstrumentId> Restricted { get; init; } = [];

    /// <summary>What stops openings after trades went badly.</summary>
    public IReadOnlyList<Protection> Protections { get; init; } = [];

    /// <summary>How far back closed trades have a say; null when none are asked for.</summary>
    public TimeSpan? TradesReach
    {
        get
        {
            var seconds = Math.Max(CooldownSeconds ?? 0, Protections.Select(protection => protection.ReachSeconds).DefaultIfEmpty().Max());
            return seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
        }
    }

    /// <summary>The tightest of each limit over several scopes. Of protections all hold, so that whichever is the tightest at a time denies.</summary>
    public static RiskLimits Tightest(IEnumerable<RiskLimits> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return scopes.Aggregate(None, (left, right) => new RiskLimits
        {
            MaxOrderValue = Lower(left.MaxOrderValue, right.MaxOrderValue),
            MaxPositionShare = Lower(left.MaxPositionShare, right.MaxPositionShare),
            MaxDailyLoss = Lower(left.MaxDailyLoss, right.MaxDailyLoss),
            MaxDailyLossShare = Lower(left.MaxDailyLossShare, right.MaxDailyLossShare),
            MaxLeverage = Lower(left.MaxLeverage, right.MaxLeverage),
            PriceCollar = Lower(left.PriceCollar, right.PriceCollar),
            DuplicateWindowSeconds = Higher(left.DuplicateWindowSeconds, right.DuplicateWindowSeconds),
            MaxOrdersPerMinute = (int?)Lower(left.MaxOrdersPerMinute, right.MaxOrdersPerMinute),
            CooldownSeconds = Higher(left.CooldownSeconds, right.CooldownSeconds),
            RegularHoursOnly = left.RegularHoursOnly || right.RegularHoursOnly,
            TradingState = (TradingState)Math.Max((int)left.TradingState, (int)right.TradingState),
            Restricted = [.. left.Restricted.Union(right.Restricted)],
            Protections = [.. left.Protections.Union(right.Protections)],
        });
    }

    private static decimal? Lower(decimal? left, decimal? right) => left < right ? left : right ?? left;

    private static Money? Lower(Money? left, Money? right) => Lower(left?.Value, right?.Value) is { } lower ? new Money(lower) : null;

    private static int? Higher(int? left, int? right) => left > right ? left : right ?? left;
}
