namespace Trading.Quant.Backtests;

/// <summary>Orders that close a position, placed when its entry fills. The one that fills cancels the others.</summary>
/// <param name="Stop">How far from the fill a loss is cut.</param>
/// <param name="Target">How far from the fill a gain is taken.</param>
/// <param name="Trail">How far behind the best price since the fill a stop follows.</param>
public readonly record struct Bracket(Distance Stop, Distance Target, Distance Trail)
{
    internal bool IsNone => Stop.IsNone && Target.IsNone && Trail.IsNone;

    internal Bracket Split(double ratio) => new(Stop.Split(ratio), Target.Split(ratio), Trail.Split(ratio));
}
