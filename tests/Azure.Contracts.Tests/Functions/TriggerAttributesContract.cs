using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Azure.Contracts.Tests.Functions;

/// <summary>What a function's attributes say to whoever reads them.</summary>
public sealed class TriggerAttributesContract
{
    [Fact]
    public void A_function_has_the_name_it_was_given() => Assert.Equal("Import", new FunctionAttribute("Import").Name);

    [Fact]
    public void An_HTTP_trigger_says_who_may_call_it_and_how()
    {
        var trigger = new HttpTriggerAttribute(AuthorizationLevel.Anonymous, "get", "post") { Route = "quotes/{symbol}" };

        Assert.Equal(AuthorizationLevel.Anonymous, trigger.AuthLevel);
        Assert.Equal(["get", "post"], trigger.Methods!);
        Assert.Equal("quotes/{symbol}", trigger.Route);
    }

    [Fact]
    public void An_HTTP_trigger_that_says_nothing_asks_for_a_key_and_takes_any_method()
    {
        var trigger = new HttpTriggerAttribute();

        Assert.Equal(AuthorizationLevel.Function, trigger.AuthLevel);
        Assert.Null(trigger.Methods);
        Assert.Null(trigger.Route);
    }

    [Fact]
    public void A_timer_trigger_says_when()
    {
        var trigger = new TimerTriggerAttribute("0 */5 * * * *") { RunOnStartup = true, UseMonitor = false };

        Assert.Equal("0 */5 * * * *", trigger.Schedule);
        Assert.True(trigger.RunOnStartup);
        Assert.False(trigger.UseMonitor);
    }

    [Fact]
    public void A_queue_trigger_names_a_queue_or_a_subscription_of_a_topic()
    {
        var queue = new ServiceBusTriggerAttribute("signals") { Connection = "ServiceBus", AutoCompleteMessages = false, IsBatched = true };
        var topic = new ServiceBusTriggerAttribute("fills", "audit") { IsSessionsEnabled = true };

        Assert.Equal(("signals", null, null), (queue.QueueName, queue.TopicName, queue.SubscriptionName));
        Assert.Equal((null, "fills", "audit"), (topic.QueueName, topic.TopicName, topic.SubscriptionName));
        Assert.Equal("ServiceBus", queue.Connection);
        Assert.False(queue.AutoCompleteMessages);
        Assert.True(queue.IsBatched);
        Assert.True(topic.IsSessionsEnabled);
        Assert.False(queue.IsSessionsEnabled);
    }

    [Fact]
    public void A_queue_output_says_where_what_is_returned_goes()
    {
        var queue = new ServiceBusOutputAttribute("signals") { Connection = "ServiceBus" };
        var topic = new ServiceBusOutputAttribute("fills", ServiceBusEntityType.Topic);

        Assert.Equal(("signals", "ServiceBus", ServiceBusEntityType.Queue), (queue.QueueOrTopicName, queue.Connection, queue.EntityType));
        Assert.Equal(("fills", null, ServiceBusEntityType.Topic), (topic.QueueOrTopicName, topic.Connection, topic.EntityType));
    }

    [Fact]
    public void An_output_stands_on_a_method_or_a_property_and_an_HTTP_result_on_a_property()
    {
        Assert.NotNull(typeof(Answered).GetProperty(nameof(Answered.Response))!.GetCustomAttribute<HttpResultAttribute>());
        Assert.IsType<ServiceBusOutputAttribute>(typeof(Answered).GetProperty(nameof(Answered.Message))!.GetCustomAttribute<OutputBindingAttribute>());
        Assert.NotNull(((Delegate)Answer).Method.GetCustomAttribute<OutputBindingAttribute>());

        [ServiceBusOutput("signals")]
        static string Answer() => "";
    }

    [Fact]
    public void Durable_triggers_go_by_the_function_unless_they_name_something_else()
    {
        Assert.Equal("Rebalance", new OrchestrationTriggerAttribute { Orchestration = "Rebalance" }.Orchestration);
        Assert.Equal("Book", new ActivityTriggerAttribute { Activity = "Book" }.Activity);
        Assert.Null(new OrchestrationTriggerAttribute().Orchestration);
        Assert.Null(new ActivityTriggerAttribute().Activity);
    }

    [Fact]
    public void A_durable_client_may_name_another_hub()
    {
        var client = new DurableClientAttribute { TaskHub = "Archive", ConnectionName = "Storage" };

        Assert.Equal(("Archive", "Storage"), (client.TaskHub, client.ConnectionName));
    }

    [Fact]
    public void A_body_parameter_names_the_converter_that_reads_it()
    {
        var parameter = ((Delegate)Receive).Method.GetParameters()[0];

        var converter = parameter.GetCustomAttribute<InputConverterAttribute>();

        Assert.NotNull(Assert.IsType<FromBodyAttribute>(converter).ConverterType);

        static string Receive([FromBody] string body) => body;
    }

    private sealed class Answered
    {
        [HttpResult]
        public string Response { get; set; } = "";

        [ServiceBusOutput("signals")]
        public string Message { get; set; } = "";
    }
}
