using Trading.Quant.Performance;

namespace Trading.Application.Portfolio;

/// <summary>A drawdown as the API shows it.</summary>
/// <param name="Depth">Largest fall as a fraction of the high.</param>
/// <param name="Start">Day of the high.</param>
/// <param name="Trough">Day of the largest fall.</param>
/// <param name="Recovery">First day at or above the high again; null before.</param>
/// <param name="Sessions">Sessions from the high to the recovery, or to the last.</param>
public sealed record DrawdownView(double Depth, DateOnly Start, DateOnly Trough, DateOnly? Recovery, int Sessions)
{
    /// <summary>Of a drawdown.</summary>
    public static DrawdownView Of(Drawdown drawdown)
    {
        ArgumentNullException.ThrowIfNull(drawdown);
        return new DrawdownView(drawdown.Depth, Day(drawdown.Start), Day(drawdown.Trough), drawdown.Recovery is { } recovery ? Day(recovery) : null, drawdown.Bars);
    }

    private static DateOnly Day(long ticks) => DateOnly.FromDateTime(new DateTime(ticks, DateTimeKind.Utc));
}
