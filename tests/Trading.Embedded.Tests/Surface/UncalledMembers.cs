using System.Reflection;

namespace Trading.Embedded.Tests.Surface;

/// <summary>Finds what stands in for something real and is used by no one: code that only its own tests keep alive.</summary>
internal sealed class UncalledMembers(CallerSearch callers)
{
    /// <summary>Ids of the types and members without a caller.</summary>
    /// <param name="standIns">All types that stand in for real ones: what one mentions in a signature, another must provide.</param>
    public IReadOnlyList<string> Find(IReadOnlyCollection<Type> standIns)
    {
        var used = standIns.Where(type => callers.Types.Contains(DocumentationId.NameOf(type))).ToHashSet();
        for (var next = used.ToList(); next.Count > 0; next = [.. next.SelectMany(MentionedBy).Where(used.Add)])
        {
        }

        return [.. standIns.SelectMany(type => UncalledOf(type, used.Contains(type)))];
    }

    private IEnumerable<string> UncalledOf(Type type, bool isUsed)
    {
        if (!isUsed)
        {
            yield return "T:" + DocumentationId.NameOf(type);
            yield break;
        }

        // An enum has all its values; delegates have no members of their own.
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
            yield break;

        var name = DocumentationId.NameOf(type);
        var implemented = ImplementedMembers(type);
        foreach (var line in SignatureWriter.Write(type).Where(line => line.Kind != 'T'))
        {
            var member = MemberName(line.Id, name);
            if (!IsExempt(type, line, member, implemented) && !Accessors(line.Kind, member).Any(each => callers.Members.Contains($"{name}.{each}")))
                yield return line.Id;
        }
    }

    private static bool IsExempt(Type type, SignatureLine line, string member, HashSet<string> implemented) =>
        // Every class has a constructor, and where there is one there are all of the real ones.
        member == "#ctor"
        // Constants are compiled into their users.
        || line.Modifiers.Contains(" const", StringComparison.Ordinal)
        || line.Modifiers.Contains("override", StringComparison.Ordinal)
        // What a derived type has to implement is there whether or not someone calls it.
        || type.IsInterface || line.IsAbstract
        || implemented.Contains(member)
        || IsSynthesised(type, member);

    private static bool IsSynthesised(Type type, string member)
    {
        if (member is "op_Equality" or "op_Inequality")
            return true;
        return IsRecord(type) && (member is "PrintMembers" or "EqualityContract" or "Deconstruct" ||
            type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == member)));
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    /// <summary>Names of members through which the type implements an interface or a base type's abstract member.</summary>
    private static HashSet<string> ImplementedMembers(Type type) => type.IsInterface ? [] : [.. type.GetInterfaces()
        .SelectMany(@interface => type.GetInterfaceMap(@interface).TargetMethods)
        .Where(method => method.DeclaringType == type)
        .Select(method => method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal) ? method.Name[4..] : method.Name)];

    private static string MemberName(string id, string typeName)
    {
        var member = id[(typeName.Length + 3)..];
        var end = member.IndexOfAny(['(', '`', '~']);
        return end < 0 ? member : member[..end];
    }

    private static string[] Accessors(char kind, string member) => kind switch
    {
        'P' => ["get_" + member, "set_" + member],
        'E' => ["add_" + member, "remove_" + member],
        _ => [member],
    };

    private static IEnumerable<Type> MentionedBy(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var types = type.GetInterfaces().AsEnumerable();
        if (type.BaseType is { } @base)
            types = types.Append(@base);
        types = types.Concat(type.GetGenericArguments().SelectMany(parameter => parameter.GetGenericParameterConstraints()));
        foreach (var method in type.GetMethods(Declared).Where(method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly))
        {
            types = types.Append(method.ReturnType).Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
                .Concat(method.GetGenericArguments().SelectMany(parameter => parameter.GetGenericParameterConstraints()));
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(constructor => constructor.IsPublic || constructor.IsFamily))
            types = types.Concat(constructor.GetParameters().Select(parameter => parameter.ParameterType));
        types = types.Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => field.FieldType));
        return types.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : [type];
    }
}
