using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Body = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Trading.Embedded.Tests.Functions.Specimens;

#pragma warning disable xUnit1013, IDE0060, CA1801 // Each of these is wrong in one way; none ever runs.

/// <summary>Functions that are wrong, one fault each.</summary>
public static class WrongSpecimens
{
    [Function("NoTrigger")]
    public static void NoTrigger(string text)
    {
    }

    [Function("TwoTriggers")]
    public static void TwoTriggers([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [ServiceBusTrigger("q")] string message)
    {
    }

    [Function("Service")]
    public static string Service([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a")] HttpRequest request, IServiceProvider services) => "";

    [Function("MvcBody")]
    public static string MvcBody([HttpTrigger(AuthorizationLevel.Anonymous, Route = "b")] HttpRequest request, [Body] Uri body) => "";

    [Function("Poco")]
    public static string Poco([HttpTrigger(AuthorizationLevel.Anonymous, Route = "c")] Uri request) => "";

    [Function("Twin")]
    public static string Twin([HttpTrigger(AuthorizationLevel.Anonymous, Route = "d")] HttpRequest request) => "";

    [Function("twin")]
    public static string Twin2([HttpTrigger(AuthorizationLevel.Anonymous, Route = "e")] HttpRequest request) => "";

    [Function("RouteA")]
    public static string RouteA([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "same/{a}")] HttpRequest request) => "";

    [Function("RouteB")]
    public static string RouteB([HttpTrigger(AuthorizationLevel.Anonymous, "PUT", Route = "same/{b}")] HttpRequest request) => "";

    [Function("BadRoute")]
    public static string BadRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "x/{y")] HttpRequest request) => "";

    [Function("AdminRoute")]
    public static string AdminRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "/x")] HttpRequest request) => "";

    [Function("BadCron")]
    public static void BadCron([TimerTrigger("0 0 25 * * *")] TimerInfo timer)
    {
    }

    [Function("NoSetting")]
    public static void NoSetting([TimerTrigger("%Nowhere%")] TimerInfo timer)
    {
    }

    [Function("NoConnection")]
    public static void NoConnection([ServiceBusTrigger("q", Connection = "Elsewhere")] string message)
    {
    }

    [Function("Output")]
    public static Task<int> Output([ServiceBusTrigger("q")] string message) => Task.FromResult(1);

    [Function("SyncOrchestrator")]
    public static int SyncOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context) => 1;

    [Function("TwoInputs")]
    public static Task TwoInputs([OrchestrationTrigger] TaskOrchestrationContext context, int one, int two) => Task.CompletedTask;

    [Function("ClientInOrchestrator")]
    public static Task ClientInOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) => Task.CompletedTask;

    [Function("BareClient")]
    public static string BareClient([HttpTrigger(AuthorizationLevel.Anonymous, Route = "f")] HttpRequest request, DurableTaskClient client) => "";

    [Function("Hidden")]
    internal static string Hidden([HttpTrigger(AuthorizationLevel.Anonymous, Route = "g")] HttpRequest request) => "";

    [Function("bad name")]
    public static string BadName([HttpTrigger(AuthorizationLevel.Anonymous, Route = "h")] HttpRequest request) => "";

    [Function("Batch")]
    public static void Batch([ServiceBusTrigger("q", IsBatched = true)] List<string> messages)
    {
    }

    [Function("BatchOfOne")]
    public static void BatchOfOne([ServiceBusTrigger("q", IsBatched = true)] string[] messages, string messageId)
    {
    }

    [Function("BatchCounts")]
    public static void BatchCounts([ServiceBusTrigger("q", IsBatched = true)] string[] messages, int deliveryCountArray)
    {
    }

    [Function("Sessions")]
    public static void Sessions([ServiceBusTrigger("q", IsSessionsEnabled = true)] string message)
    {
    }

    [Function("PropertiesAsText")]
    public static void PropertiesAsText([ServiceBusTrigger("q")] string message, string applicationProperties)
    {
    }

    [Function("Unknown")]
    public static void Unknown([ServiceBusTrigger("q")] string message, string session)
    {
    }

    [Function("TwoOutputs")]
    [ServiceBusOutput("a")]
    [Elsewhere]
    public static string TwoOutputs([ServiceBusTrigger("q")] string message) => "";

    [Function("OutputTwice")]
    [ServiceBusOutput("a")]
    public static Pair OutputTwice([ServiceBusTrigger("q")] string message) => new("", null!);

    [Function("NothingToSend")]
    [ServiceBusOutput("a")]
    public static Task NothingToSend([ServiceBusTrigger("q")] string message) => Task.CompletedTask;

    [Function("ToTopic")]
    [ServiceBusOutput("a", ServiceBusEntityType.Topic)]
    public static string ToTopic([ServiceBusTrigger("q")] string message) => "";

    [Function("ToDynamic")]
    [ServiceBusOutput("{messageId}")]
    public static string ToDynamic([ServiceBusTrigger("q")] string message) => "";

    [Function("OutputNowhere")]
    [ServiceBusOutput("%Nowhere%")]
    public static string OutputNowhere([ServiceBusTrigger("q")] string message) => "";

    [Function("OutputBytes")]
    [ServiceBusOutput("a")]
    public static byte[][] OutputBytes([ServiceBusTrigger("q")] string message) => [];

    [Function("OutputMessages")]
    [ServiceBusOutput("a")]
    public static Task<List<ServiceBusMessage>> OutputMessages([ServiceBusTrigger("q")] string message) => Task.FromResult(new List<ServiceBusMessage>());

    [Function("OutputElsewhere")]
    [Elsewhere]
    public static string OutputElsewhere([ServiceBusTrigger("q")] string message) => "";

    [Function("OutputToNoHub")]
    [SignalROutput]
    public static SignalRMessageAction OutputToNoHub([ServiceBusTrigger("q")] string message) => new("news");

    [Function("NumberToHub")]
    [SignalROutput(HubName = "trading")]
    public static int NumberToHub([ServiceBusTrigger("q")] string message) => 1;

    [Function("NegotiateNowhere")]
    public static IResult NegotiateNowhere([HttpTrigger(AuthorizationLevel.Anonymous, Route = "j")] HttpRequest request, [SignalRConnectionInfoInput(HubName = "%Nowhere%")] string info) =>
        Results.Text(info);

    [Function("ActivityOutput")]
    [ServiceBusOutput("a")]
    public static string ActivityOutput([ActivityTrigger] string input) => "";

    [Function("AnswerToNobody")]
    public static Pair AnswerToNobody([ServiceBusTrigger("q")] string message) => new("", null!);

    [Function("Unmarked")]
    public static Unmarked UnmarkedAnswer([HttpTrigger(AuthorizationLevel.Anonymous, Route = "i")] HttpRequest request) => new("", null!);

    [Function("Inherited")]
    public static Derived Inherited([ServiceBusTrigger("q")] string message) => new();

    public sealed record Pair([property: ServiceBusOutput("a")] string Message, [property: HttpResult] IResult Answer);

    public sealed record Unmarked([property: ServiceBusOutput("a")] string Message, IResult Answer);

    public class Base
    {
        [ServiceBusOutput("a")]
        public string Message { get; set; } = "";
    }

    public sealed class Derived : Base;

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ElsewhereAttribute : OutputBindingAttribute;
}
