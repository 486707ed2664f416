using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Functions whose results are sent.</summary>
public sealed class OutputSpecimens(Notes notes)
{
    [Function("Forward")]
    [ServiceBusOutput("%Forwarded%", Connection = "ServiceBus")]
    public string? Forward([ServiceBusTrigger("incoming")] string message) => message switch
    {
        "nothing" => null,
        "trouble" => throw new InvalidOperationException("no forwarding"),
        _ => message,
    };

    [Function("ForwardEach")]
    [ServiceBusOutput("each")]
    public async Task<IReadOnlyList<Line>> ForwardEachAsync([ServiceBusTrigger("lines")] string message)
    {
        await Task.Yield();
        return [.. message.Split(',').Select((text, number) => new Line(number, text))];
    }

    [Function("Both")]
    public Sent Both([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "both/{name}")] HttpRequest request, string name) =>
        new(new OkObjectResult($"for {name}"), name, name == "quiet" ? null : [new Line(1, name), new Line(2, name)]);

    [Function("Alone")]
    [ServiceBusOutput("alone")]
    public Line Alone([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "alone")] HttpRequest request) => new(7, "alone");

    [Function("Large")]
    public Doubled Large([ServiceBusTrigger("large")] string message, int deliveryCount)
    {
        notes.Add($"large {deliveryCount}");
        return new Doubled("first", new string('x', 300 * 1024));
    }

    [Function("Loose")]
    [ServiceBusOutput("loose")]
    public object Loose([ServiceBusTrigger("kinds")] string kind) => kind switch
    {
        "bytes" => new byte[] { 1 },
        "message" => new ServiceBusMessage("x"),
        "number" => 1.50m,
        _ => true,
    };

    /// <summary>A line of something.</summary>
    public sealed record Line(int Number, string Text);

    /// <summary>An answer and what is sent beside it.</summary>
    public sealed record Sent(
        [property: HttpResult] IActionResult Answer,
        [property: ServiceBusOutput("names")] string Name,
        [property: ServiceBusOutput("each")] Line[]? Lines);

    /// <summary>Two messages, of which the second can't be sent.</summary>
    public sealed record Doubled([property: ServiceBusOutput("first")] string First, [property: ServiceBusOutput("second")] string Second);
}
