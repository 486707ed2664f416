using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Azure.Contracts.Tests.Functions;

/// <summary>What a function and its middleware know of an invocation, beyond what a host has to provide.</summary>
public sealed class FunctionContextContract
{
    [Fact]
    public void A_parameter_tells_its_name_type_and_default()
    {
        var given = new FunctionParameter("limit", typeof(int), true, 500);
        var plain = new FunctionParameter("body", typeof(string), new Dictionary<string, object> { ["bindingAttribute"] = "HttpTrigger" });

        Assert.Equal(("limit", typeof(int)), (given.Name, given.Type));
        Assert.True(given.HasDefaultValue);
        Assert.Equal(500, given.DefaultValue);
        Assert.False(given.IsReferenceOrNullableType);
        Assert.True(plain.IsReferenceOrNullableType);
        Assert.False(plain.HasDefaultValue);
        Assert.Equal("HttpTrigger", plain.Properties["bindingAttribute"]);
    }

    [Fact]
    public void A_logger_comes_from_the_invocations_services()
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var context = new BareContext { InstanceServices = services };

        Assert.NotNull(context.GetLogger("Import"));
        Assert.NotNull(context.GetLogger<FunctionContextContract>());
    }

    [Fact]
    public void An_invocation_that_no_host_can_cancel_has_a_token_that_never_fires()
    {
        Assert.False(new BareContext().CancellationToken.CanBeCanceled);
    }

    [Fact]
    public void A_trace_without_more_to_say_says_nothing()
    {
        var trace = new BareTrace();

        Assert.Empty(trace.Attributes);
        Assert.Empty(trace.Baggage);
    }

    private sealed class BareTrace : TraceContext
    {
        public override string TraceParent => "";

        public override string TraceState => "";
    }

    private sealed class BareContext : FunctionContext
    {
        public override string InvocationId => "1";

        public override string FunctionId => "2";

        public override TraceContext TraceContext => new BareTrace();

        public override BindingContext BindingContext => throw new NotSupportedException();

        public override RetryContext RetryContext => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

        public override IInvocationFeatures Features => throw new NotSupportedException();
    }
}
