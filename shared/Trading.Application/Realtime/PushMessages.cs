namespace Trading.Application.Realtime;

/// <summary>The messages that a page may receive.</summary>
public static class PushMessages
{
    /// <summary>A bar closed in a market the user follows.</summary>
    public const string BarClosed = "barClosed";

    /// <summary>A strategy of the user asked to buy or to sell.</summary>
    public const string SignalRaised = "signalRaised";

    /// <summary>An order came to be or changed its state.</summary>
    public const string OrderChanged = "orderChanged";

    /// <summary>Cash, positions or equity of an account changed.</summary>
    public const string PortfolioChanged = "portfolioChanged";

    /// <summary>A back-test got further or ended.</summary>
    public const string BacktestProgress = "backtestProgress";

    /// <summary>A search for parameters got further or ended.</summary>
    public const string OptimisationProgress = "optimisationProgress";

    /// <summary>A deployment started, got further, stopped or failed.</summary>
    public const string DeploymentChanged = "deploymentChanged";

    /// <summary>The kill switch, the halt of an account or limits were set.</summary>
    public const string RiskChanged = "riskChanged";

    /// <summary>Books and broker of an account agree again, or differ, or it can't be told.</summary>
    public const string Reconciled = "reconciled";

    /// <summary>An order passed its checks near a limit.</summary>
    public const string RiskWarning = "riskWarning";
}
