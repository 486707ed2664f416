using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trading.Embedded.Tests.Surface;

/// <summary>
/// Writes a type with a question mark after every reference that may be null. It decodes the compiler's own
/// attributes, because <see cref="NullabilityInfoContext"/> reports an unconstrained <c>T</c> and <c>T?</c> alike.
/// </summary>
internal static class NullableAnnotations
{
    private const byte MayBeNull = 2;

    public static string Write(PropertyInfo property)
    {
        var context = Context(property.DeclaringType!);
        return Write(property.PropertyType, Flags(property.CustomAttributes), context);
    }

    public static string Write(FieldInfo field) => Write(field.FieldType, Flags(field.CustomAttributes), Context(field.DeclaringType!));

    public static string Write(EventInfo @event) => Write(@event.EventHandlerType!, Flags(@event.CustomAttributes), Context(@event.DeclaringType!));

    public static string Write(ParameterInfo parameter)
    {
        var member = parameter.Member;
        // Indexer parameters are reported on the property; their annotations sit on the accessor.
        var own = member is PropertyInfo property ? Context(property.DeclaringType!) : ContextOf(member.CustomAttributes) ?? Context(member.DeclaringType!);
        return Write(parameter.ParameterType, Flags(parameter.CustomAttributes), own);
    }

    /// <summary>Whether a type parameter is constrained by <c>notnull</c>.</summary>
    public static bool IsNotNull(Type parameter)
    {
        var special = GenericParameterAttributes.ReferenceTypeConstraint | GenericParameterAttributes.NotNullableValueTypeConstraint;
        if ((parameter.GenericParameterAttributes & special) != 0)
            return false;
        var context = parameter.DeclaringMethod is { } method
            ? ContextOf(method.CustomAttributes) ?? Context(method.DeclaringType!)
            : Context(parameter.DeclaringType!);
        return (Flags(parameter.CustomAttributes)?[0] ?? context) == 1;
    }

    private static string Write(Type type, byte[]? flags, byte context)
    {
        var index = 0;
        return Write(type, flags, context, ref index);
    }

    private static string Write(Type type, byte[]? flags, byte context, ref int index)
    {
        if (type.IsByRef)
            return Write(type.GetElementType()!, flags, context, ref index);

        var value = Nullable.GetUnderlyingType(type);
        if (value is not null)
            return "System.Nullable{" + Write(value, flags, context, ref index) + "}";

        var mark = "";
        // A value type has a flag only when it is generic; it is never marked.
        if (!type.IsValueType || type.IsGenericType)
        {
            var flag = flags is null ? context : flags.Length == 1 ? flags[0] : flags[index];
            index++;
            mark = !type.IsValueType && flag == MayBeNull ? "?" : "";
        }

        // An array's own mark follows the brackets, its element's precedes them.
        if (type.IsArray)
            return Write(type.GetElementType()!, flags, context, ref index) + (type.IsSZArray ? "[]" : "[,]") + mark;
        if (!type.IsGenericType)
            return DocumentationId.Of(type) + mark;

        var arguments = new List<string>();
        foreach (var argument in type.GetGenericArguments())
            arguments.Add(Write(argument, flags, context, ref index));
        var name = DocumentationId.NameOf(type.GetGenericTypeDefinition());
        return name[..name.LastIndexOf('`')] + "{" + string.Join(',', arguments) + "}" + mark;
    }

    private static byte Context(Type type)
    {
        for (Type? t = type; t is not null; t = t.DeclaringType)
        {
            if (ContextOf(t.CustomAttributes) is { } flag)
                return flag;
        }

        return ContextOf(type.Module.CustomAttributes) ?? 0;
    }

    private static byte? ContextOf(IEnumerable<CustomAttributeData> attributes) =>
        attributes.FirstOrDefault(a => a.AttributeType.FullName == typeof(NullableContextAttribute).FullName)?.ConstructorArguments[0].Value as byte?;

    private static byte[]? Flags(IEnumerable<CustomAttributeData> attributes)
    {
        var argument = attributes.FirstOrDefault(a => a.AttributeType.FullName == typeof(NullableAttribute).FullName)?.ConstructorArguments[0].Value;
        return argument switch
        {
            null => null,
            byte one => [one],
            IReadOnlyCollection<CustomAttributeTypedArgument> many => [.. many.Select(flag => (byte)flag.Value!)],
            _ => throw new InvalidOperationException($"NullableAttribute holds a {argument.GetType()}."),
        };
    }
}
