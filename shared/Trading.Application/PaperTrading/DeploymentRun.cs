using Trading.Domain.MarketData;
using Trading.Quant.Backtests;

namespace Trading.Application.PaperTrading;

/// <summary>A deployment's detector and the bars ahead of it, kept between rounds so that a round need not begin at the first bar.</summary>
internal sealed class DeploymentRun(SignalDetector detector, DateTimeOffset? fedThrough, BarSeries ahead)
{
    /// <summary>Has seen every bar through <see cref="FedThrough"/>.</summary>
    public SignalDetector Detector { get; } = detector;

    /// <summary>Time of the last bar it saw; null before the first.</summary>
    public DateTimeOffset? FedThrough { get; private set; } = fedThrough;

    /// <summary>Bars after <see cref="FedThrough"/>, as far as they are loaded.</summary>
    public BarSeries Ahead { get; private set; } = ahead;

    /// <summary>Shows the detector the close of the next bar.</summary>
    public StrategySignals Feed()
    {
        var bar = Ahead[0];
        Ahead = Ahead.Slice(1, Ahead.Count - 1);
        FedThrough = bar.Time;
        return Detector.Next(bar);
    }

    /// <summary>Takes in bars that were loaded anew.</summary>
    public void See(BarSeries ahead) => Ahead = ahead;
}
