using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Functions.Invocations;

internal sealed class EmbeddedFunctionContext(string invocationId, Invocation invocation, IServiceProvider services, CancellationToken cancelled)
    : FunctionContext
{
    private readonly EmbeddedTraceContext trace = new(Activity.Current);
    private readonly EmbeddedBindingContext binding = new(invocation.Data);

    public override string InvocationId { get; } = invocationId;

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext => trace;

    public override BindingContext BindingContext => binding;

    public override RetryContext RetryContext => NoRetries.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Invocation.Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; } = cancelled;

    internal Invocation Invocation { get; } = invocation;

    /// <summary>What the function returned.</summary>
    internal object? Result { get; set; }

    private sealed class EmbeddedTraceContext(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";

        public override IReadOnlyDictionary<string, string> Baggage { get; } =
            activity?.Baggage.DistinctBy(item => item.Key).ToDictionary(item => item.Key, item => item.Value ?? "") ?? [];
    }

    private sealed class EmbeddedBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = data;
    }

    private sealed class NoRetries : RetryContext
    {
        public static readonly NoRetries Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }
}
