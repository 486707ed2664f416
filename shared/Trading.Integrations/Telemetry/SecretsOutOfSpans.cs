using System.Diagnostics;
using OpenTelemetry;

namespace Trading.Integrations.Telemetry;

/// <summary>Takes query strings out of spans: connections to the hub and calls with a host key carry secrets there.</summary>
internal sealed class SecretsOutOfSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.query") is not null)
            data.SetTag("url.query", "?redacted");
        if (data.GetTagItem("url.full") is string url && url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query)
            data.SetTag("url.full", url[..query] + "?redacted");
    }
}
