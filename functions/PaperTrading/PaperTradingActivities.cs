namespace Trading.Functions.PaperTrading;

/// <summary>Names of the activities of a deployment. A run in flight remembers them: none is ever renamed.</summary>
internal static class PaperTradingActivities
{
    public const string Advance = "AdvanceMarket";
    public const string Fail = "FailDeployment";
}
