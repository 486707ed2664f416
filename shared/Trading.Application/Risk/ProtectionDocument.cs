using Trading.Domain.Risk;

namespace Trading.Application.Risk;

/// <summary>A protection as the API takes and shows it; what each field means is said at <see cref="Protection"/>.</summary>
public sealed record ProtectionDocument
{
    /// <summary><c>losingTrades</c>, <c>drawdown</c> or <c>lowProfit</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>How many losing trades trip it, or how many trades it needs to say anything.</summary>
    public int? Trades { get; init; }

    /// <summary>How far back it looks.</summary>
    public int? LookbackSeconds { get; init; }

    /// <summary>How long nothing is opened.</summary>
    public int? PauseSeconds { get; init; }

    /// <summary>A return, a fall or a sum of returns, as a fraction; for losing trades 0 when missing.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>True to count and stop by instrument; for losing trades only.</summary>
    public bool? PerInstrument { get; init; }

    /// <summary>Of a protection.</summary>
    public static ProtectionDocument Of(Protection protection)
    {
        ArgumentNullException.ThrowIfNull(protection);
        return new ProtectionDocument
        {
            Kind = ProtectionReader.Name(protection.Kind),
            Trades = protection.Trades,
            LookbackSeconds = protection.LookbackSeconds,
            PauseSeconds = protection.PauseSeconds,
            Threshold = protection.Threshold,
            PerInstrument = protection.PerInstrument,
        };
    }
}
