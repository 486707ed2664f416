using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Trading.Embedded.Tests.Surface;

/// <summary>Says of a reflected type or member what a signature line says of the real one, in the same words.</summary>
internal static class SignatureWriter
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Whether code outside the assembly can name the type, by deriving if need be.</summary>
    public static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    /// <summary>The type's own line, then its public and protected members, without what the compiler alone can name.</summary>
    public static IEnumerable<SignatureLine> Write(Type type)
    {
        yield return TypeLine(type);
        if (IsDelegate(type))
            yield break;

        foreach (var member in type.GetMembers(Declared).Where(IsListed))
            yield return MemberLine(member);
    }

    private static bool IsListed(MemberInfo member) => member switch
    {
        // Records' clone method and anything else that C# has no name for.
        _ when member.Name.Contains('<', StringComparison.Ordinal) => false,
        Type => false,
        // Accessors belong to their property or event; operators are special names as well, and stay.
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => false,
        ConstructorInfo { IsStatic: true } => false,
        MethodBase method => IsVisible(method),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        PropertyInfo property => Accessors(property).Any(IsVisible),
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type) && type != typeof(Delegate);

    private static SignatureLine TypeLine(Type type)
    {
        var facts = new Facts();
        string kind;
        if (IsDelegate(type))
        {
            kind = "delegate";
            var invoke = type.GetMethod("Invoke")!;
            facts.Add("return", DocumentationId.Of(invoke.ReturnType));
            facts.Add("invoke", "(" + string.Join(", ", invoke.GetParameters().Select(p => $"{DocumentationId.Of(p.ParameterType)} {Parameter(p)}")) + ")");
        }
        else if (type.IsEnum)
        {
            kind = "enum";
            facts.Add("underlying", DocumentationId.Of(Enum.GetUnderlyingType(type)));
            facts.AddIf(type.IsDefined(typeof(FlagsAttribute), inherit: false), "flags");
        }
        else
        {
            kind = type.IsInterface ? "interface" : type.IsValueType ? "struct" : IsRecord(type) ? "record" : "class";
            if (type.IsClass)
                facts.Add("base", DocumentationId.Of(type.BaseType!));
            var interfaces = type.GetInterfaces().Where(i => IsVisible(i.IsGenericType ? i.GetGenericTypeDefinition() : i)).Select(DocumentationId.Of);
            facts.Add("interfaces", string.Join(';', interfaces.Order(StringComparer.Ordinal)));
        }

        facts.Add("typeparams", TypeParameters(type.GetGenericArguments(), inherited: type.DeclaringType?.GetGenericArguments().Length ?? 0));
        if (type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage && IsAttribute(type))
            facts.Add("attributeusage", AttributeUsage(usage));
        facts.AddIf(IsObsolete(type), "obsolete");

        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        var modifier = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsInterface: true } or { IsEnum: true } => "",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } when kind != "delegate" => "sealed ",
            _ => "",
        };
        return new SignatureLine(DocumentationId.Of((MemberInfo)type), $"{access} {modifier}{kind}", facts);
    }

    private static SignatureLine MemberLine(MemberInfo member)
    {
        var facts = new Facts();
        var modifiers = member switch
        {
            FieldInfo field => Describe(field, facts),
            PropertyInfo property => Describe(property, facts),
            EventInfo @event => Describe(@event, facts),
            MethodBase method => Describe(method, facts),
            _ => throw new ArgumentException($"{member.MemberType} is not described.", nameof(member)),
        };
        facts.AddIf(IsObsolete(member), "obsolete");
        return new SignatureLine(DocumentationId.Of(member), modifiers, facts);
    }

    private static string Describe(FieldInfo field, Facts facts)
    {
        facts.Add("type", DocumentationId.Of(field.FieldType));
        if (field.IsLiteral)
            facts.Add("value", Literal(field.GetRawConstantValue()));
        facts.AddNullable(NullableAnnotations.Write(field));
        var access = field.IsPublic ? "public" : "protected";
        return access + (field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : ""));
    }

    private static string Describe(PropertyInfo property, Facts facts)
    {
        var accessors = Accessors(property).Where(IsVisible).ToList();
        var access = accessors.Any(a => a.IsPublic) ? "public" : "protected";
        facts.Add("type", DocumentationId.Of(property.PropertyType));
        facts.Add("accessors", string.Join(';', accessors.Select(accessor =>
        {
            var own = accessor.IsPublic || access == "protected" ? "" : "protected ";
            var word = accessor == property.GetMethod ? "get" : IsInit(accessor) ? "init" : "set";
            return own + word;
        })));
        if (property.GetIndexParameters() is { Length: > 0 } index)
            facts.Add("params", "(" + string.Join(", ", index.Select(Parameter)) + ")");
        facts.AddNullable(NullableAnnotations.Write(property));
        return access + Modifiers(accessors[0]);
    }

    private static string Describe(EventInfo @event, Facts facts)
    {
        facts.Add("type", DocumentationId.Of(@event.EventHandlerType!));
        facts.AddNullable(NullableAnnotations.Write(@event));
        return (@event.AddMethod!.IsPublic ? "public" : "protected") + Modifiers(@event.AddMethod);
    }

    private static string Describe(MethodBase method, Facts facts)
    {
        var nullable = new List<string>();
        if (method is MethodInfo { ReturnParameter: var result } returning)
        {
            facts.Add("return", DocumentationId.Of(returning.ReturnType));
            nullable.Add("return:" + NullableAnnotations.Write(result));
        }

        facts.Add("params", "(" + string.Join(", ", method.GetParameters().Select(Parameter)) + ")");
        if (method.IsGenericMethod)
            facts.Add("typeparams", TypeParameters(method.GetGenericArguments(), inherited: 0));
        nullable.AddRange(method.GetParameters().Select(parameter => $"{parameter.Name}:{NullableAnnotations.Write(parameter)}"));
        facts.AddNullable(string.Join(' ', nullable.Where(text => text.Contains('?', StringComparison.Ordinal))));
        return (method.IsPublic ? "public" : "protected") + Modifiers(method);
    }

    private static string Modifiers(MethodBase method)
    {
        if (method.IsStatic)
            return " static" + (method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? " extension" : "");
        if (method.DeclaringType!.IsInterface)
            return method.IsAbstract ? "" : " virtual";
        if (!method.IsVirtual || method is ConstructorInfo)
            return "";

        var isOverride = (method.Attributes & MethodAttributes.NewSlot) == 0;
        return (method.IsAbstract, method.IsFinal, isOverride) switch
        {
            (true, _, true) => " abstract override",
            (true, _, false) => " abstract",
            (false, true, true) => " sealed override",
            // What only implements an interface is virtual to the runtime and to no one else.
            (false, true, false) => "",
            (false, false, true) => " override",
            (false, false, false) => " virtual",
        };
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var reference = parameter switch
        {
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) => "params ",
            { ParameterType.IsByRef: false } => "",
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            _ => "ref ",
        };
        return reference + parameter.Name + (parameter.HasDefaultValue ? "=" + Default(parameter) : "");
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var value = parameter.RawDefaultValue;
        if (value is null)
            return (type.IsValueType && Nullable.GetUnderlyingType(type) is null) || type.IsGenericParameter ? "default" : "null";
        if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } enumeration)
            return Enum.GetName(enumeration, value) is { } name ? $"{DocumentationId.Of(enumeration)}.{name}" : Literal(value);
        return Literal(value);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeParameters(Type[] parameters, int inherited) => string.Join(';', parameters.Skip(inherited).Select(parameter =>
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var constraints = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add("class");
        else if (isStruct)
            constraints.Add("struct");
        else if (NullableAnnotations.IsNotNull(parameter))
            constraints.Add("notnull");
        constraints.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(DocumentationId.Of));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            constraints.Add("new()");
        var variance = (attributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };
        return variance + parameter.Name + (constraints.Count == 0 ? "" : ":" + string.Join('&', constraints));
    }));

    private static string AttributeUsage(AttributeUsageAttribute usage) =>
        $"{usage.ValidOn}{(usage.AllowMultiple ? ";AllowMultiple=True" : "")}{(usage.Inherited ? "" : ";Inherited=False")}";

    private static bool IsAttribute(Type type) => typeof(Attribute).IsAssignableFrom(type);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", Declared) is not null;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.FullName == typeof(IsExternalInit).FullName);

    private static bool IsObsolete(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute), inherit: false);

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property)
    {
        if (property.GetMethod is { } get)
            yield return get;
        if (property.SetMethod is { } set)
            yield return set;
    }

    /// <summary>Facts in the order they were said, without the empty ones.</summary>
    private sealed class Facts : Dictionary<string, string>
    {
        public new void Add(string name, string value)
        {
            if (value.Length > 0)
                base.Add(name, value);
        }

        public void AddIf(bool holds, string name)
        {
            if (holds)
                base.Add(name, "");
        }

        public void AddNullable(string annotated)
        {
            if (annotated.Contains('?', StringComparison.Ordinal))
                base.Add("nullable", annotated);
        }
    }
}
