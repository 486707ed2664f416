using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>Writes the fields, methods, properties and events of real types.</summary>
internal sealed class RealMembers(
    MetadataBuilder metadata, KnownTypes types, TypeReferences references, CustomAttributes attributes, Action<EntityHandle, string, bool> addTypeParameters)
{
    private static readonly SignatureType Void = SignatureType.Parse("System.Void");
    private int fields;
    private int methods;
    private int parameters;

    public FieldDefinitionHandle NextField => MetadataTokens.FieldDefinitionHandle(fields + 1);

    public MethodDefinitionHandle NextMethod => MetadataTokens.MethodDefinitionHandle(methods + 1);

    /// <summary>Writes fields and methods at once.</summary>
    /// <returns>Writes properties and events, once the type itself has been written.</returns>
    public Action<TypeDefinitionHandle> Write(RealType type)
    {
        if (type.Kind == "enum")
            Field("value__", FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName, SignatureType.Parse(type.Line.Facts["underlying"]));
        if (type.Kind == "delegate")
            WriteDelegate(type);
        // What makes a class a record to the compiler.
        if (type.Kind == "record")
            Method("<Clone>$", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.Virtual | MethodAttributes.NewSlot, SignatureType.Parse(type.Name), []);

        var properties = new List<(StringHandle Name, BlobHandle Signature, MethodDefinitionHandle? Getter, MethodDefinitionHandle? Setter, SignatureLine Line)>();
        var events = new List<(StringHandle Name, SignatureType Type, MethodDefinitionHandle Adder, MethodDefinitionHandle Remover)>();
        foreach (var line in type.Members)
        {
            var (name, parameters) = Parse(type, line);
            var result = SignatureType.Parse(line.Facts.GetValueOrDefault("type") ?? line.Facts.GetValueOrDefault("return") ?? "System.Void");
            if (!types.Knows(result) || !parameters.TrueForAll(parameter => types.Knows(parameter.Type)))
                continue;
            switch (line.Kind)
            {
                case 'F':
                    WriteField(name, line, result);
                    break;
                case 'M':
                    WriteMethod(type, name, line, result, parameters);
                    break;
                case 'P':
                    var (getter, setter) = WriteAccessors(type, name, line, result, parameters);
                    properties.Add((metadata.GetOrAddString(name), Signature(line, result, parameters), getter, setter, line));
                    break;
                case 'E':
                    var access = Modifiers(type, line) | MethodAttributes.SpecialName;
                    var value = new Parameter("value", "", null, result);
                    events.Add((metadata.GetOrAddString(name), result, Method("add_" + name, access, Void, [value]), Method("remove_" + name, access, Void, [value])));
                    break;
            }
        }

        return handle =>
        {
            foreach (var (index, property) in properties.Index())
            {
                var row = metadata.AddProperty(0, property.Name, property.Signature);
                if (index == 0)
                    metadata.AddPropertyMap(handle, row);
                if (property.Getter is { } getter)
                    metadata.AddMethodSemantics(row, MethodSemanticsAttributes.Getter, getter);
                if (property.Setter is { } setter)
                    metadata.AddMethodSemantics(row, MethodSemanticsAttributes.Setter, setter);
                Annotate(row, property.Line);
            }

            foreach (var (index, each) in events.Index())
            {
                var row = metadata.AddEvent(0, each.Name, references.Handle(each.Type));
                if (index == 0)
                    metadata.AddEventMap(handle, row);
                metadata.AddMethodSemantics(row, MethodSemanticsAttributes.Adder, each.Adder);
                metadata.AddMethodSemantics(row, MethodSemanticsAttributes.Remover, each.Remover);
            }
        };
    }

    private void WriteDelegate(RealType type)
    {
        const MethodAttributes Plain = MethodAttributes.Public | MethodAttributes.HideBySig;
        Method(".ctor", Plain | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, Void,
            [new Parameter("object", "", null, SignatureType.Parse("System.Object")), new Parameter("method", "", null, SignatureType.Parse("System.IntPtr"))],
            implementation: MethodImplAttributes.Runtime);
        var invoked = SignatureType.Split(type.Line.Facts["invoke"][1..^1], ", ").Select(each => each.Split(' '));
        Method("Invoke", Plain | MethodAttributes.Virtual | MethodAttributes.NewSlot, SignatureType.Parse(type.Line.Facts["return"]),
            [.. invoked.Select(each => new Parameter(each[1], "", null, SignatureType.Parse(each[0])))], implementation: MethodImplAttributes.Runtime);
    }

    private void WriteField(string name, SignatureLine line, SignatureType type)
    {
        var access = line.Modifiers.StartsWith("protected", StringComparison.Ordinal) ? FieldAttributes.Family : FieldAttributes.Public;
        var isConstant = line.Facts.TryGetValue("value", out var value);
        if (isConstant)
            access |= FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault;
        if (line.Modifiers.Contains("static", StringComparison.Ordinal))
            access |= FieldAttributes.Static;
        if (line.Modifiers.Contains("readonly", StringComparison.Ordinal))
            access |= FieldAttributes.InitOnly;
        var field = Field(name, access, type);
        if (isConstant)
            metadata.AddConstant(field, Constant(value!, type));
        Annotate(field, line);
    }

    private void WriteMethod(RealType type, string name, SignatureLine line, SignatureType result, List<Parameter> parameters)
    {
        var generic = line.Facts.GetValueOrDefault("typeparams");
        var special = name switch
        {
            ".ctor" => MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            _ when name.StartsWith("op_", StringComparison.Ordinal) => MethodAttributes.SpecialName,
            _ => default,
        };
        var nullable = line.Facts.GetValueOrDefault("nullable", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(each => each.Split(':', 2)).ToDictionary(each => each[0], each => each[1]);
        var method = Method(name, Modifiers(type, line) | special, result, parameters, generic?.Split(';').Length ?? 0, nullable);
        if (line.Modifiers.EndsWith(" extension", StringComparison.Ordinal))
            attributes.Add(method, "System.Runtime.CompilerServices.ExtensionAttribute");
        if (line.Facts.ContainsKey("obsolete"))
            attributes.Add(method, "System.ObsoleteAttribute");
        if (generic is not null)
            addTypeParameters(method, generic, type.IsAnnotated);
    }

    private (MethodDefinitionHandle? Getter, MethodDefinitionHandle? Setter) WriteAccessors(
        RealType type, string name, SignatureLine line, SignatureType result, List<Parameter> index)
    {
        MethodDefinitionHandle? getter = null;
        MethodDefinitionHandle? setter = null;
        foreach (var accessor in line.Facts["accessors"].Split(';'))
        {
            var modifiers = Modifiers(type, line) | MethodAttributes.SpecialName;
            if (accessor.StartsWith("protected ", StringComparison.Ordinal))
                modifiers = (modifiers & ~MethodAttributes.MemberAccessMask) | MethodAttributes.Family;
            var nullable = line.Facts.GetValueOrDefault("nullable");
            if (accessor.EndsWith("get", StringComparison.Ordinal))
                getter = Method("get_" + name, modifiers, result, index, nullable: nullable is null ? null : new() { ["return"] = nullable });
            else
                setter = Method("set_" + name, modifiers, Void, [.. index, new Parameter("value", "", null, result)],
                    nullable: nullable is null ? null : new() { ["value"] = nullable }, isInit: accessor.EndsWith("init", StringComparison.Ordinal));
        }

        return (getter, setter);
    }

    private FieldDefinitionHandle Field(string name, FieldAttributes modifiers, SignatureType type)
    {
        var blob = new BlobBuilder();
        references.Encode(new BlobEncoder(blob).Field().Type(), type);
        fields++;
        return metadata.AddFieldDefinition(modifiers, metadata.GetOrAddString(name), metadata.GetOrAddBlob(blob));
    }

    private MethodDefinitionHandle Method(
        string name, MethodAttributes modifiers, SignatureType result, IReadOnlyList<Parameter> signature, int genericParameters = 0,
        Dictionary<string, string>? nullable = null, bool isInit = false, MethodImplAttributes implementation = 0)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).MethodSignature(genericParameterCount: genericParameters, isInstanceMethod: !modifiers.HasFlag(MethodAttributes.Static))
            .Parameters(signature.Count, encoder => EncodeResult(encoder, result, isInit), encoder => Encode(encoder, signature));

        var first = MetadataTokens.ParameterHandle(parameters + 1);
        if (nullable?.TryGetValue("return", out var annotated) == true)
        {
            parameters++;
            attributes.AddNullable(metadata.AddParameter(0, default, 0), annotated);
        }

        foreach (var (index, parameter) in signature.Index())
        {
            parameters++;
            var flags = (parameter.Modifier == "out" ? ParameterAttributes.Out : 0)
                | (parameter.Default is null ? 0 : ParameterAttributes.Optional | ParameterAttributes.HasDefault);
            var row = metadata.AddParameter(flags, metadata.GetOrAddString(parameter.Name), index + 1);
            if (parameter.Default is { } value)
                metadata.AddConstant(row, Constant(value, parameter.Type));
            if (parameter.Modifier == "params")
                attributes.Add(row, "System.ParamArrayAttribute");
            attributes.AddNullable(row, nullable?.GetValueOrDefault(parameter.Name));
        }

        methods++;
        const int NoBody = -1;
        return metadata.AddMethodDefinition(modifiers, implementation, metadata.GetOrAddString(name), metadata.GetOrAddBlob(blob), NoBody, first);
    }

    private void EncodeResult(ReturnTypeEncoder encoder, SignatureType result, bool isInit)
    {
        if (isInit)
            encoder.CustomModifiers().AddModifier(references.Definition("System.Runtime.CompilerServices.IsExternalInit"), isOptional: false);
        if (result.Name == Void.Name)
            encoder.Void();
        else
            references.Encode(encoder.Type(), result);
    }

    private void Encode(ParametersEncoder encoder, IReadOnlyList<Parameter> signature)
    {
        foreach (var type in signature.Select(parameter => parameter.Type))
            references.Encode(encoder.AddParameter().Type(type.IsReference), type.IsReference ? type.Arguments[0] : type);
    }

    private BlobHandle Signature(SignatureLine line, SignatureType type, IReadOnlyList<Parameter> index)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).PropertySignature(!line.Modifiers.Contains(" static", StringComparison.Ordinal))
            .Parameters(index.Count, encoder => references.Encode(encoder.Type(), type), encoder => Encode(encoder, index));
        return metadata.GetOrAddBlob(blob);
    }

    private void Annotate(EntityHandle owner, SignatureLine line)
    {
        attributes.AddNullable(owner, line.Facts.GetValueOrDefault("nullable"));
        if (line.Facts.ContainsKey("obsolete"))
            attributes.Add(owner, "System.ObsoleteAttribute");
    }

    /// <summary>A constant or default value as metadata holds it; the default of a structure is written as null.</summary>
    private object? Constant(string text, SignatureType type)
    {
        var of = type.Name == "System.Nullable`1" ? type.Arguments[0] : type;
        return text switch
        {
            "null" or "default" => null,
            "true" or "false" => text == "true",
            ['"', ..] => text[1..^1],
            ['-' or (>= '0' and <= '9'), ..] => Convert.ChangeType(text, of.Name switch
            {
                "System.Double" => typeof(double),
                "System.Int64" => typeof(long),
                _ => typeof(int),
            }, CultureInfo.InvariantCulture),
            _ => int.Parse(types.Real(of.Name)!.Members.Single(member => member.Id == "F:" + text).Facts["value"], CultureInfo.InvariantCulture),
        };
    }

    private static MethodAttributes Modifiers(RealType type, SignatureLine line)
    {
        var words = line.Modifiers.Split(' ');
        var modifiers = MethodAttributes.HideBySig | (words[0] == "protected" ? MethodAttributes.Family : MethodAttributes.Public);
        if (words.Contains("static"))
            return modifiers | MethodAttributes.Static;
        if (type.Kind == "interface" || words.Contains("abstract"))
            modifiers |= MethodAttributes.Abstract;
        if (words.Contains("sealed"))
            modifiers |= MethodAttributes.Final;
        if (words.Contains("override"))
            return modifiers | MethodAttributes.Virtual;
        return type.Kind == "interface" || words.Contains("virtual") || words.Contains("abstract")
            ? modifiers | MethodAttributes.Virtual | MethodAttributes.NewSlot
            : modifiers;
    }

    private static (string Name, List<Parameter> Parameters) Parse(RealType type, SignatureLine line)
    {
        var rest = line.Id[(type.Name.Length + 3)..];
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? rest : rest[..open];
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        if (tick >= 0)
            name = name[..tick];
        if (open < 0)
            return (name == "#ctor" ? ".ctor" : name, []);

        var typesText = SignatureType.Split(rest[(open + 1)..rest.LastIndexOf(')')], ",");
        var namesText = SignatureType.Split(line.Facts["params"][1..^1], ", ");
        return (name == "#ctor" ? ".ctor" : name, [.. typesText.Zip(namesText, (typeText, text) => Parameter.Parse(text, SignatureType.Parse(typeText)))]);
    }

    private sealed record Parameter(string Name, string Modifier, string? Default, SignatureType Type)
    {
        public static Parameter Parse(string text, SignatureType type)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var declared = (equals < 0 ? text : text[..equals]).Split(' ');
            return new Parameter(declared[^1], declared.Length > 1 ? declared[0] : "", equals < 0 ? null : text[(equals + 1)..], type);
        }
    }
}
