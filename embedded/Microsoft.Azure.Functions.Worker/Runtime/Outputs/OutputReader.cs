using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Outputs;

/// <summary>Finds the output bindings of a function: one on its method, or any number on properties of the class it returns.</summary>
internal sealed class OutputReader(IReadOnlyList<IOutputKind> kinds)
{
    /// <returns>What could be read; <paramref name="faults"/> gains a sentence for each fault.</returns>
    public FunctionOutputs Read(MethodInfo method, Trigger trigger, List<string> faults)
    {
        var returned = Completion.ValueType(method.ReturnType);
        var onMethod = method.GetCustomAttributes<OutputBindingAttribute>().ToArray();
        var properties = returned.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsOutput).ToArray();
        if (onMethod.Length == 0 && properties.Length == 0)
            return FunctionOutputs.None;
        if (trigger is OrchestrationTrigger or ActivityTrigger)
            faults.Add("an orchestrator or activity returns to its caller; output bindings belong on functions of other triggers");
        else if (onMethod.Length > 1)
            faults.Add($"its method has {onMethod.Length} output bindings; put each on a property of a class that it returns");
        else if (onMethod.Length == 1 && properties.Length > 0)
            faults.Add("it has output bindings on its method and on properties of what it returns; use one or the other");
        else if (onMethod.Length == 1)
            return OfMethod(onMethod[0], returned, faults);
        else
            return OfProperties(returned, properties, trigger, faults);
        return FunctionOutputs.None;
    }

    private FunctionOutputs OfMethod(OutputBindingAttribute attribute, Type returned, List<string> faults)
    {
        if (returned != typeof(void))
            return Bind(attribute, returned, "the result", faults) is { } binding ? new FunctionOutputs([(null, binding)], null) : FunctionOutputs.None;
        faults.Add("its method has an output binding but returns nothing to send");
        return FunctionOutputs.None;
    }

    private FunctionOutputs OfProperties(Type returned, PropertyInfo[] properties, Trigger trigger, List<string> faults)
    {
        var bindings = new List<(PropertyInfo?, OutputBinding)>();
        PropertyInfo? answer = null;
        foreach (var property in properties)
        {
            var attributes = property.GetCustomAttributes<OutputBindingAttribute>().ToArray();
            if (attributes.Length > 1)
                faults.Add($"the property '{property.Name}' has {attributes.Length} output bindings; a property has one");
            else if (property.DeclaringType != returned)
                faults.Add($"the output '{property.Name}' is inherited, and the Functions SDK sees only what {returned.Name} itself declares");
            else if (property.GetMethod is not { IsPublic: true })
                faults.Add($"the output '{property.Name}' can't be read; give it a public getter");
            else if (attributes[0] is not HttpResultAttribute)
                Add(property, attributes[0]);
            else if (trigger is not HttpTrigger)
                faults.Add($"the property '{property.Name}' is an HTTP result, but no HTTP request runs this function");
            else if (answer is not null)
                faults.Add($"'{answer.Name}' and '{property.Name}' are both HTTP results; a request has one answer");
            else
                answer = property;
        }

        // Without the mark the answer would be dropped in silence.
        if (trigger is HttpTrigger && answer is null && returned.GetProperties().FirstOrDefault(IsAnswer) is { } unmarked)
            faults.Add($"the property '{unmarked.Name}' answers the request only with [HttpResult]");
        return new FunctionOutputs(bindings, answer);

        void Add(PropertyInfo property, OutputBindingAttribute attribute)
        {
            if (Bind(attribute, property.PropertyType, $"the property '{property.Name}'", faults) is { } binding)
                bindings.Add((property, binding));
        }
    }

    private OutputBinding? Bind(OutputBindingAttribute attribute, Type value, string what, List<string> faults)
    {
        try
        {
            return kinds.Select(kind => kind.Read(attribute, value)).FirstOrDefault(binding => binding is not null)
                ?? throw new FormatException($"the output binding {attribute.GetType().Name} isn't supported");
        }
        catch (FormatException error)
        {
            faults.Add($"{what} can't be sent: {error.Message}");
            return null;
        }
    }

    private static bool IsOutput(PropertyInfo property) => property.IsDefined(typeof(OutputBindingAttribute), inherit: true);

    private static bool IsAnswer(PropertyInfo property) =>
        typeof(IActionResult).IsAssignableFrom(property.PropertyType) || typeof(IResult).IsAssignableFrom(property.PropertyType);
}
