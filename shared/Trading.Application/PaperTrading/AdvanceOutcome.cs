namespace Trading.Application.PaperTrading;

/// <summary>What a deployment waits for after a round.</summary>
public enum AdvanceOutcome
{
    /// <summary>Nothing: there are more bars.</summary>
    Continue,

    /// <summary>Orders on their way.</summary>
    AwaitOrders,

    /// <summary>Bars that have not arrived yet.</summary>
    AwaitBars,

    /// <summary>It has ended.</summary>
    Ended,
}
