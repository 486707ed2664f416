namespace Trading.Integrations.Realtime;

/// <summary>What a SignalR client expects from a negotiation that sends it elsewhere.</summary>
/// <param name="Url">Where to connect.</param>
/// <param name="AccessToken">What to present there. A secret.</param>
public sealed record RealtimeTicket(string Url, string AccessToken)
{
    /// <summary>Without the token, because texts end in logs.</summary>
    public override string ToString() => Url;
}
