namespace Trading.Quant.Backtests;

/// <summary>A strategy in C#. Rules written as text run as one too (<see cref="RuleStrategy"/>), in the same engine.</summary>
/// <remarks>One instance sees one run: it may keep what it likes between bars.</remarks>
public interface IStrategy
{
    /// <summary>Called once, before the first bar, to ask for indicators.</summary>
    /// <param name="setup">What will be traded.</param>
    void Start(StrategySetup setup)
    {
    }

    /// <summary>Called each time bars have closed. Orders given here trade at the next open, unless the run says otherwise.</summary>
    /// <param name="context">What is known now, and where orders are given. Not to be kept.</param>
    void OnBar(in StrategyContext context);
}
