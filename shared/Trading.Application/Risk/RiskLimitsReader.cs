using System.Globalization;
using Trading.Domain;
using Trading.Domain.Markets;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Reads limits from a request and says of each wrong field what was found and what was expected.</summary>
public static class RiskLimitsReader
{
    /// <summary>Largest amount of money.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000m;

    /// <summary>Largest share, multiple or distance.</summary>
    public const decimal MaxFraction = 1_000m;

    /// <summary>Longest time between orders: a day, in seconds.</summary>
    public const int MaxSeconds = 86_400;

    /// <summary>Furthest that closed trades are looked back at: a leap year, in seconds.</summary>
    public const int MaxTradesSeconds = 366 * 86_400;

    /// <summary>Largest limit of orders a minute.</summary>
    public const int MaxRate = 100_000;

    /// <summary>Most restricted instruments.</summary>
    public const int MaxRestricted = 1_000;

    /// <summary>The limits, or what is wrong by field.</summary>
    public static Result<RiskLimits, FieldErrors> Read(RiskLimitsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var errors = new FieldErrors();
        var limits = new RiskLimits
        {
            MaxOrderValue = Amount("maxOrderValue", document.MaxOrderValue, errors),
            MaxPositionShare = Within("maxPositionShare", document.MaxPositionShare, MaxFraction, errors),
            MaxDailyLoss = Amount("maxDailyLoss", document.MaxDailyLoss, errors),
            MaxDailyLossShare = Within("maxDailyLossShare", document.MaxDailyLossShare, 1, errors),
            MaxLeverage = Within("maxLeverage", document.MaxLeverage, MaxFraction, errors),
            PriceCollar = Within("priceCollar", document.PriceCollar, MaxFraction, errors),
            DuplicateWindowSeconds = (int?)Within("duplicateWindowSeconds", document.DuplicateWindowSeconds, MaxSeconds, errors),
            MaxOrdersPerMinute = (int?)Within("maxOrdersPerMinute", document.MaxOrdersPerMinute, MaxRate, errors),
            CooldownSeconds = (int?)Within("cooldownSeconds", document.CooldownSeconds, MaxTradesSeconds, errors),
            RegularHoursOnly = document.RegularHoursOnly ?? false,
            TradingState = State(document.TradingState, errors),
            Restricted = Instruments(document.Restricted ?? [], errors),
            Protections = ProtectionReader.Read(document.Protections ?? [], errors),
        };
        return errors.IsEmpty ? limits : errors;
    }

    private static Money? Amount(string field, decimal? value, FieldErrors errors) => Within(field, value, MaxAmount, errors) is { } amount ? new Money(amount) : null;

    private static decimal? Within(string field, decimal? value, decimal most, FieldErrors errors)
    {
        if (value is <= 0 || value > most)
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{field} is {value}; expected more than 0 and at most {most}, or null for no limit."));
        return value;
    }

    private static TradingState State(string? text, FieldErrors errors)
    {
        switch (text)
        {
            case null or "active":
                return TradingState.Active;
            case "reducing":
                return TradingState.Reducing;
            case "halted":
                return TradingState.Halted;
            default:
                errors.Add("tradingState", $"tradingState is {FieldErrors.Show(text)}; expected active, reducing or halted.");
                return default;
        }
    }

    private static IReadOnlyList<InstrumentId> Instruments(IReadOnlyList<string> texts, FieldErrors errors)
    {
        if (texts.Count > MaxRestricted)
        {
            errors.Add("restricted", $"restricted has {texts.Count} instruments; expected at most {MaxRestricted}.");
            return [];
        }

        List<InstrumentId> instruments = [];
        for (var i = 0; i < texts.Count; i++)
        {
            if (InstrumentId.TryParse(texts[i], out var instrument))
                instruments.Add(instrument);
            else
                errors.Add($"restricted[{i}]", $"restricted[{i}] is {FieldErrors.Show(texts[i])}; expected a market and a symbol such as US:SPY.");
        }

        return [.. instruments.Distinct()];
    }
}
