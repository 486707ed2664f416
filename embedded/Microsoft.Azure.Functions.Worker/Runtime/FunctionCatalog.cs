using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Functions.Binding;
using Trading.Embedded.Functions.Invocations;
using Trading.Embedded.Functions.Outputs;

namespace Trading.Embedded.Functions;

/// <summary>Finds the functions of an app and says everything that is wrong with them at once.</summary>
internal sealed partial class FunctionCatalog(TriggerReader triggers, OutputReader outputs, BinderFactory binders, IServiceProviderIsService services)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // Compiled code, the same for every host of this process.
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    private readonly List<string> errors = [];
    private readonly List<FunctionEntry> found = [];

    /// <returns>The functions of these types in order of their names.</returns>
    /// <exception cref="FunctionsStartupException">At least one is wrong.</exception>
    public IReadOnlyList<FunctionEntry> Discover(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            foreach (var method in type.GetMethods(Declared))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                    Add(attribute.Name, method);
            }
        }

        FindDuplicates();
        if (errors.Count > 0)
            throw new FunctionsStartupException(errors);
        return [.. found.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private void Add(string name, MethodInfo method)
    {
        var faults = new List<string>();
        if (!FunctionName().IsMatch(name))
            faults.Add("its name must be a letter, then letters, digits, '-' or '_', at most 128 in all");
        CheckShape(method, faults);

        var marked = method.GetParameters().Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToArray();
        var trigger = marked.Length == 1 ? triggers.Read(name, marked[0], faults) : null;
        if (marked.Length != 1)
            faults.Add(marked.Length == 0 ? "it has no trigger; mark one parameter with a trigger attribute" : $"it has {marked.Length} triggers ({string.Join(", ", marked.Select(p => p.Name))}); a function has exactly one");
        if (trigger is not null)
        {
            var bound = method.GetParameters().Select(parameter => binders.Create(parameter, trigger, faults)).ToArray();
            var sends = outputs.Read(method, trigger, faults);
            CheckResult(method, trigger, sends, faults);
            if (faults.Count == 0)
            {
                found.Add(new FunctionEntry
                {
                    Name = name,
                    Method = method,
                    Trigger = trigger,
                    Definition = new EmbeddedFunctionDefinition(name, method, trigger, sends),
                    Binders = bound!,
                    Completion = Completion.For(method.ReturnType),
                    Outputs = sends,
                    Activate = method.IsStatic ? null : Activator(method.DeclaringType!),
                });
            }
        }

        errors.AddRange(faults.Select(fault => $"{name} ({method.DeclaringType!.Name}.{method.Name}): {fault}"));
    }

    private void CheckShape(MethodInfo method, List<string> faults)
    {
        var type = method.DeclaringType!;
        if (!method.IsPublic)
            faults.Add("the method must be public");
        if (method.IsGenericMethodDefinition || type.ContainsGenericParameters)
            faults.Add("neither the method nor its class may be generic");
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            faults.Add("parameters can't be out, ref or in");
        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
            faults.Add("async void can't be awaited; return Task");
        if (!method.IsStatic)
            CheckConstructor(type, faults);
    }

    private void CheckConstructor(Type type, List<string> faults)
    {
        var constructors = type.GetConstructors();
        if (type.IsAbstract || constructors.Length != 1)
        {
            faults.Add($"its class must have exactly one public constructor; it has {(type.IsAbstract ? 0 : constructors.Length)}");
            return;
        }

        foreach (var parameter in constructors[0].GetParameters().Where(parameter => !parameter.HasDefaultValue && !services.IsService(parameter.ParameterType)))
        {
            faults.Add(BinderFactory.IsDurableClient(parameter.ParameterType)
                ? $"its class asks for {parameter.ParameterType.Name} in the constructor; a durable client exists only as a parameter with [DurableClient]"
                : $"its class asks for {parameter.ParameterType.FullName} in the constructor, which isn't registered");
        }
    }

    private static void CheckResult(MethodInfo method, Trigger trigger, FunctionOutputs sends, List<string> faults)
    {
        var value = Completion.ValueType(method.ReturnType);
        if (trigger is OrchestrationTrigger && !typeof(Task).IsAssignableFrom(method.ReturnType))
            faults.Add($"an orchestrator returns Task or Task<T>, not {method.ReturnType.Name}");
        if (trigger is TimerTrigger or QueueTrigger && value != typeof(void) && sends.Bindings.Count == 0)
            faults.Add($"a function of this trigger returns void, Task or ValueTask, not {value.Name}: there is no output binding to take it");
    }

    private void FindDuplicates()
    {
        foreach (var group in found.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            errors.Add($"{group.Key}: {group.Count()} functions have this name ({string.Join(", ", group.Select(function => function.Definition.EntryPoint))})");
        Twice<OrchestrationTrigger>(trigger => $"orchestration '{trigger.Name}'");
        Twice<ActivityTrigger>(trigger => $"activity '{trigger.Name}'");
        foreach (var sameShape in found.Where(function => function.Trigger is HttpTrigger).GroupBy(function => Shape((HttpTrigger)function.Trigger), StringComparer.OrdinalIgnoreCase))
            FindDuplicates([.. sameShape]);
    }

    private void FindDuplicates(FunctionEntry[] sameShape)
    {
        for (var i = 0; i < sameShape.Length; i++)
        {
            for (var j = i + 1; j < sameShape.Length; j++)
            {
                var (one, other) = ((HttpTrigger)sameShape[i].Trigger, (HttpTrigger)sameShape[j].Trigger);
                if (one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any())
                    errors.Add($"{sameShape[i].Name} and {sameShape[j].Name}: both answer {string.Join(',', one.Methods.Count == 0 ? other.Methods : one.Methods)} /{one.Route.RawText}");
            }
        }
    }

    private void Twice<T>(Func<T, string> describe)
        where T : Trigger
    {
        foreach (var group in found.Where(function => function.Trigger is T).GroupBy(function => describe((T)function.Trigger), StringComparer.OrdinalIgnoreCase).Where(group => group.DistinctBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Count() > 1))
            errors.Add($"{string.Join(" and ", group.Select(function => function.Name))}: both are the {group.Key}");
    }

    // Two routes that differ only in what they call their values answer the same requests.
    private static string Shape(HttpTrigger trigger) =>
        string.Join('/', trigger.Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart value => $"{{{(value.IsCatchAll ? "*" : "")}:{string.Join(':', value.ParameterPolicies.Select(policy => policy.Content))}}}",
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => ".",
        }))));

    private static Func<IServiceProvider, object> Activator(Type type)
    {
        var create = Factories.GetOrAdd(type, static one => ActivatorUtilities.CreateFactory(one, Type.EmptyTypes));
        return services => create(services, null);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FunctionName();
}
