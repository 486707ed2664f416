using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Trading.Integrations.Clients;

/// <summary>Names of the queues; the triggers read the same settings.</summary>
public sealed class QueueOptions
{
    /// <summary>Signals on their way to become orders. Setting <c>SignalsQueue</c>.</summary>
    [Required]
    public string SignalsQueue { get; set; } = "";

    /// <summary>Cleared orders on their way to brokers that the functions app calls. Setting <c>OrdersQueue</c>.</summary>
    [Required]
    public string OrdersQueue { get; set; } = "";

    /// <summary>Cleared orders on their way to brokers whose sockets the gateway holds. Setting <c>OrdersGatewayQueue</c>.</summary>
    [Required]
    public string OrdersGatewayQueue { get; set; } = "";

    /// <summary>Brokers' reports on their way to their orders. Setting <c>ExecutionsQueue</c>.</summary>
    [Required]
    public string ExecutionsQueue { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class QueueOptionsValidator : IValidateOptions<QueueOptions>;
