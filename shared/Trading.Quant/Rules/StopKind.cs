namespace Trading.Quant.Rules;

/// <summary>A condition on how far the close has moved from a price of the position.</summary>
public enum StopKind
{
    /// <summary><c>trailing stop d</c>: d or more behind the best price since the entry.</summary>
    Trailing,

    /// <summary><c>stop loss d</c>: d or more on the losing side of the entry price.</summary>
    Loss,

    /// <summary><c>take profit d</c>: d or more on the winning side of the entry price.</summary>
    Profit,
}
