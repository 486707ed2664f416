using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Trading.Embedded.Functions.Outputs;

namespace Trading.Embedded.Functions.Invocations;

internal sealed class EmbeddedFunctionDefinition : FunctionDefinition
{
    private const string Result = "$return";
    private const string Http = "http";

    public EmbeddedFunctionDefinition(string name, MethodInfo method, Trigger trigger, FunctionOutputs outputs)
    {
        Name = name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {EntryPoint}")).AsSpan(0, 8));
        Parameters = [.. method.GetParameters().Select(parameter =>
            new FunctionParameter(parameter.Name!, parameter.ParameterType, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null))];
        InputBindings = InputsOf(method, trigger).ToImmutableDictionary(input => input.Name, input => input);
        OutputBindings = OutputsOf(method, trigger, outputs).ToImmutableDictionary(output => output.Name, output => output);
    }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override string PathToAssembly { get; }

    public override string EntryPoint { get; }

    public override string Id { get; }

    public override string Name { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private static IEnumerable<BindingMetadata> InputsOf(MethodInfo method, Trigger trigger)
    {
        yield return new Binding(trigger.Parameter, trigger.Kind, BindingDirection.In);
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<InputBindingAttribute>() is { } input)
                yield return new Binding(parameter.Name!, TypeOf(input), BindingDirection.In);
        }
    }

    // As the Functions SDK has it from the attribute's name: DurableClientAttribute is durableClient.
    private static string TypeOf(InputBindingAttribute input)
    {
        var name = input.GetType().Name.Replace("InputAttribute", "", StringComparison.Ordinal).Replace("Attribute", "", StringComparison.Ordinal);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static IEnumerable<BindingMetadata> OutputsOf(MethodInfo method, Trigger trigger, FunctionOutputs outputs)
    {
        foreach (var (property, binding) in outputs.Bindings)
            yield return new Binding(property?.Name ?? Result, binding.Type, BindingDirection.Out);
        if (outputs.Answer is { } answer)
            yield return new Binding(answer.Name, Http, BindingDirection.Out);
        else if (trigger is HttpTrigger && outputs.Bindings.Count == 0 && Completion.ValueType(method.ReturnType) != typeof(void))
            yield return new Binding(Result, Http, BindingDirection.Out);
    }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction { get; } = direction;
    }
}
