using System.Reflection;

namespace Trading.Embedded.Tests.Surface;

/// <summary>Documentation-comment ids of reflected types and members (C# standard, annex D.4.2).</summary>
internal static class DocumentationId
{
    /// <summary>Name of a type definition: namespaces and nesting by dots, arity after a back-tick.</summary>
    public static string NameOf(Type type)
    {
        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : type.Namespace is { } space ? $"{space}.{type.Name}" : type.Name;
        return name;
    }

    /// <summary>A type as it appears in a signature: generic arguments in braces, parameters by position.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!) + "@";
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return Of(type.GetElementType()!) + (type.IsSZArray ? "[]" : "[" + string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank())) + "]");
        if (type.IsGenericParameter)
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        return type.IsGenericType ? Constructed(type) : NameOf(type);
    }

    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + NameOf(type),
        FieldInfo field => $"F:{NameOf(field.DeclaringType!)}.{field.Name}",
        EventInfo @event => $"E:{NameOf(@event.DeclaringType!)}.{@event.Name}",
        PropertyInfo property => $"P:{NameOf(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{NameOf(constructor.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{NameOf(method.DeclaringType!)}.{method.Name}{Arity(method)}{Parameters(method.GetParameters())}{Conversion(method)}",
        _ => throw new ArgumentException($"{member.MemberType} {member.Name} has no documentation id.", nameof(member)),
    };

    private static string Constructed(Type type)
    {
        // A nested type carries its outer types' arguments first.
        var arguments = type.GetGenericArguments();
        var chain = new List<Type>();
        for (Type? t = type; t is not null; t = t.DeclaringType)
            chain.Insert(0, t);

        var name = chain[0].Namespace is { } space ? space + "." : "";
        var taken = 0;
        foreach (var part in chain)
        {
            var all = part.IsGenericTypeDefinition || part.IsGenericType ? part.GetGenericArguments().Length : 0;
            var simple = part.Name;
            var tick = simple.IndexOf('`', StringComparison.Ordinal);
            name += tick < 0 ? simple : simple[..tick];
            if (all > taken)
                name += "{" + string.Join(',', arguments[taken..all].Select(Of)) + "}";
            taken = all;
            name += ".";
        }

        return name[..^1];
    }

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";

    private static string Conversion(MethodInfo method) =>
        method.Name is "op_Implicit" or "op_Explicit" ? "~" + Of(method.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : "(" + string.Join(',', parameters.Select(parameter => Of(parameter.ParameterType))) + ")";
}
