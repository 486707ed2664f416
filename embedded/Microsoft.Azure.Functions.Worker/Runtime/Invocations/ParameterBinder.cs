using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>Makes the value of one parameter for one invocation.</summary>
/// <exception cref="BindingException">The event holds nothing that fits the parameter.</exception>
internal delegate ValueTask<object?> ParameterBinder(Invocation invocation, FunctionContext context);
