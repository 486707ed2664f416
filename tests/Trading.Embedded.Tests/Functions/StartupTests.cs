using Microsoft.DurableTask.Client;
using Trading.Embedded.Functions;
using Trading.Embedded.Tests.Functions.Specimens;

namespace Trading.Embedded.Tests.Functions;

public sealed class StartupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("startup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Everything_wrong_is_told_at_once_by_function()
    {
        var errors = Refused(new HostSetup(typeof(WrongSpecimens)));

        Says(errors, "NoTrigger", "has no trigger");
        Says(errors, "TwoTriggers", "has 2 triggers (timer, message)");
        Says(errors, "Service", "the parameter 'services' (IServiceProvider) can't be bound");
        Says(errors, "MvcBody", "is MVC's, which the Functions worker ignores");
        Says(errors, "Poco", "an HTTP trigger stands on an HttpRequest");
        Says(errors, "Twin", "2 functions have this name");
        Says(errors, "RouteA", "and RouteB: both answer");
        Says(errors, "BadRoute", "the route 'api/x/{y' is wrong");
        Says(errors, "AdminRoute", "must not start with '/'");
        Says(errors, "BadCron", "the schedule '0 0 25 * * *' is wrong: 25 is no hour");
        Says(errors, "NoSetting", "the setting 'Nowhere' that '%Nowhere%' refers to is missing");
        Says(errors, "NoConnection", "the setting 'Elsewhere' with the connection string is missing");
        Says(errors, "Output", "returns void, Task or ValueTask, not Int32");
        Says(errors, "SyncOrchestrator", "an orchestrator returns Task or Task<T>, not Int32");
        Says(errors, "TwoInputs", "an orchestrator has one input");
        Says(errors, "ClientInOrchestrator", "an orchestrator reaches others through its context alone");
        Says(errors, "BareClient", "a durable client needs [DurableClient]");
        Says(errors, "Hidden", "the method must be public");
        Says(errors, "bad name", "its name must be a letter");
        Says(errors, "Batch", "a batch comes as an array");
        Says(errors, "BatchOfOne", "messageId' (String) can't be bound: expected FunctionContext");
        Says(errors, "BatchCounts", "deliveryCountArray is an array");
        Says(errors, "Sessions", "sessions aren't supported");
        Says(errors, "PropertiesAsText", "applicationProperties is a dictionary");
        Says(errors, "Unknown", "or one of applicationProperties, contentType");
        Says(errors, "TwoOutputs", "its method has 2 output bindings");
        Says(errors, "OutputTwice", "on its method and on properties");
        Says(errors, "NothingToSend", "returns nothing to send");
        Says(errors, "ToTopic", "topics aren't supported");
        Says(errors, "ToDynamic", "the queue '{messageId}' depends on the event");
        Says(errors, "OutputNowhere", "the setting 'Nowhere' that '%Nowhere%' refers to is missing");
        Says(errors, "OutputBytes", "bytes don't reach the queue from an isolated worker");
        Says(errors, "OutputMessages", "a message with properties needs a ServiceBusSender");
        Says(errors, "OutputElsewhere", "the output binding ElsewhereAttribute isn't supported");
        Says(errors, "OutputToNoHub", "the binding names no hub");
        Says(errors, "NumberToHub", "expected a SignalRMessageAction");
        Says(errors, "NegotiateNowhere", "the setting 'Nowhere' that '%Nowhere%' refers to is missing");
        Says(errors, "ActivityOutput", "an orchestrator or activity returns to its caller");
        Says(errors, "AnswerToNobody", "no HTTP request runs this function");
        Says(errors, "Unmarked", "the property 'Answer' answers the request only with [HttpResult]");
        Says(errors, "Inherited", "sees only what Derived itself declares");
    }

    [Fact]
    public void A_durable_client_in_a_constructor_is_refused()
    {
        var errors = Refused(new HostSetup(typeof(InjectedClientSpecimens)));

        Says(errors, "Injected", "a durable client exists only as a parameter with [DurableClient]");
    }

    [Fact]
    public async Task A_durable_client_is_in_no_container()
    {
        await using var host = await RunningHost.StartAsync(new HostSetup(typeof(DurableSpecimens)));

        Assert.Null(host.Services.GetService(typeof(DurableTaskClient)));
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        var errors = Refused(new HostSetup(typeof(HttpSpecimens)) { Compose = _ => { } });

        Says(errors, "Order", "ConfigureFunctionsWebApplication");
    }

    [Theory]
    [InlineData("{", "host.json can't be read")]
    [InlineData("""{ "functionTimeout": "soon" }""", "host.json: functionTimeout is \"soon\"; expected a time span hh:mm:ss")]
    [InlineData("""{ "extensions": { "serviceBus": { "minMessageBatchSize": 5, "maxMessageBatchSize": 4 } } }""", "minMessageBatchSize is 5; expected at most maxMessageBatchSize, 4")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxBatchWaitTime": "00:02:31" } } }""", "maxBatchWaitTime is 00:02:31; expected at most 00:02:30")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxConcurrentCallsPerSession": 1 } } }""", "maxConcurrentCallsPerSession can't be set: sessions aren't supported")]
    [InlineData("""{ "extensions": { "serviceBus": { "maxConcurrentCalls": 0 } } }""", "host.json: extensions.serviceBus.maxConcurrentCalls is 0; expected a whole number above zero")]
    [InlineData("""{ "extensions": { "durableTask": { "maxConcurrentActivityFunctions": 0 } } }""", "host.json: extensions.durableTask.maxConcurrentActivityFunctions is 0; expected a whole number above zero")]
    [InlineData("""{ "extensions": { "durableTask": { "throwStatusExceptionsOnRaiseEvent": "no" } } }""", "host.json: extensions.durableTask.throwStatusExceptionsOnRaiseEvent is \"no\"; expected true or false")]
    public void A_wrong_host_json_is_refused_by_setting(string json, string expected)
    {
        var errors = Refused(new HostSetup(typeof(HttpSpecimens)) { HostJson = json });

        Assert.Contains(errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_time_zone_is_refused()
    {
        var errors = Refused(new HostSetup(typeof(HttpSpecimens)) { Settings = { ["WEBSITE_TIME_ZONE"] = "Mars/Olympus" } });

        Assert.Contains("Mars/Olympus", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_others_can_reach_is_refused()
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder });

        var error = Assert.Throws<ArgumentException>(() => EmbeddedFunctionsHost.CreateBuilder(new EmbeddedHostOptions
        {
            Platform = platform,
            FunctionsAssembly = typeof(StartupTests).Assembly,
            Address = System.Net.IPAddress.Any,
        }));

        Assert.Contains("only loopback addresses", error.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Refused(HostSetup setup)
    {
        using var platform = EmbeddedPlatform.Start(new EmbeddedOptions { DataFolder = folder });
        using var log = new CapturedLog();
        return Assert.Throws<FunctionsStartupException>(() => RunningHost.Build(setup, platform, log)).Errors;
    }

    private static void Says(IReadOnlyList<string> errors, string function, string what) =>
        Assert.True(
            errors.Any(error => error.StartsWith(function, StringComparison.OrdinalIgnoreCase) && error.Contains(what, StringComparison.Ordinal)),
            $"No error of {function} says '{what}':{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
}
