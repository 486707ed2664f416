using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Realtime;

/// <summary>Where messages to open pages go. Section <c>SignalR</c>.</summary>
public sealed class SignalROptions
{
    /// <summary>Connection string of the SignalR service, in serverless mode. On Azure without a key: <c>Endpoint=https://NAME.service.signalr.net;AuthType=azure.msi;Version=1.0;</c></summary>
    [Required]
    public string ConnectionString { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class SignalROptionsValidator : IValidateOptions<SignalROptions>;
