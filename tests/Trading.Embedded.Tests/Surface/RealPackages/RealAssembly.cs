using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>
/// Makes a reference assembly of a package's signatures: everything a compiler sees of the real one, and no code.
/// Members that mention a type nobody knows are left out.
/// </summary>
internal sealed class RealAssembly
{
    private readonly MetadataBuilder metadata = new();
    private readonly Dictionary<string, TypeDefinitionHandle> own = new(StringComparer.Ordinal);
    private readonly List<(EntityHandle Owner, int Position, string Text, bool IsAnnotated)> typeParameters = [];
    private readonly KnownTypes types;
    private readonly TypeReferences references;
    private readonly CustomAttributes attributes;
    private readonly RealMembers members;

    private RealAssembly(KnownTypes types, string package)
    {
        this.types = types;
        references = new TypeReferences(metadata, types, package, own);
        attributes = new CustomAttributes(metadata, references, types);
        members = new RealMembers(metadata, types, references, attributes, (owner, text, annotated) => AddTypeParameters(owner, text, annotated));
    }

    /// <summary>Makes the assembly.</summary>
    /// <returns>Its bytes, and the packages and assemblies it refers to.</returns>
    public static (byte[] Image, TypeReferences References) Make(KnownTypes types, string package)
    {
        var assembly = new RealAssembly(types, package);
        return (assembly.Write(package), assembly.references);
    }

    private byte[] Write(string package)
    {
        var name = RealPackage.AssemblyOf(package);
        metadata.AddModule(0, Text(name + ".dll"), metadata.GetOrAddGuid(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(package))[..16])), default, default);
        metadata.AddAssembly(Text(name), RealPackage.AssemblyVersion, default, default, 0, AssemblyHashAlgorithm.Sha1);
        metadata.AddTypeDefinition(0, default, Text("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));

        // An outer type's row precedes its nested types'.
        var made = types.OfPackage(package)
            .Where(type => type.Line.Facts.GetValueOrDefault("base") is not { } text || types.Knows(SignatureType.Parse(text)))
            .OrderBy(type => type.Outer is not null).ThenBy(type => type.Name, StringComparer.Ordinal).ToList();
        foreach (var type in made)
            own.Add(type.Name, MetadataTokens.TypeDefinitionHandle(own.Count + 2));
        foreach (var type in made)
            Write(type);
        foreach (var type in made.Where(type => type.Outer is not null))
            metadata.AddNestedType(own[type.Name], own[type.Outer!.Name]);
        foreach (var parameter in typeParameters.OrderBy(each => CodedIndex.TypeOrMethodDef(each.Owner)).ThenBy(each => each.Position))
            Write(parameter.Owner, parameter.Position, parameter.Text, parameter.IsAnnotated);
        if (made.Exists(HasExtensions))
            attributes.Add(EntityHandle.AssemblyDefinition, "System.Runtime.CompilerServices.ExtensionAttribute");
        attributes.Flush();

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        return image.ToArray();
    }

    private void Write(RealType type)
    {
        var handle = own[type.Name];
        var (firstField, firstMethod) = (members.NextField, members.NextMethod);
        var properties = members.Write(type);
        metadata.AddTypeDefinition(Modifiers(type), Text(type.Namespace), Text(type.SimpleName), Base(type), firstField, firstMethod);
        properties(handle);

        var facts = type.Line.Facts;
        if (facts.TryGetValue("typeparams", out var parameters))
            AddTypeParameters(handle, parameters, type.IsAnnotated);
        foreach (var implemented in facts.GetValueOrDefault("interfaces", "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(SignatureType.Parse).Where(types.Knows))
            metadata.AddInterfaceImplementation(handle, references.Handle(implemented));

        if (type.IsAnnotated)
            attributes.AddNullableContext(handle);
        if (HasExtensions(type))
            attributes.Add(handle, "System.Runtime.CompilerServices.ExtensionAttribute");
        if (facts.ContainsKey("flags"))
            attributes.Add(handle, "System.FlagsAttribute");
        if (facts.ContainsKey("obsolete"))
            attributes.Add(handle, "System.ObsoleteAttribute");
        if (type.Is("readonly"))
            attributes.Add(handle, "System.Runtime.CompilerServices.IsReadOnlyAttribute");
        if (facts.TryGetValue("attributeusage", out var usage))
            attributes.AddUsage(handle, usage);
        if (type.Members.Exists(member => member.Kind == 'P' && member.Facts.ContainsKey("params")))
            attributes.AddDefaultMember(handle, "Item");
    }

    private static bool HasExtensions(RealType type) => type.Members.Exists(member => member.Modifiers.EndsWith(" extension", StringComparison.Ordinal));

    private EntityHandle Base(RealType type) => type.Kind switch
    {
        "interface" => default,
        "enum" => references.Definition("System.Enum"),
        "struct" => references.Definition("System.ValueType"),
        "delegate" => references.Definition("System.MulticastDelegate"),
        _ => references.Handle(SignatureType.Parse(type.Line.Facts["base"])),
    };

    private static TypeAttributes Modifiers(RealType type)
    {
        var visibility = type.Outer is null ? TypeAttributes.Public : type.Is("protected") ? TypeAttributes.NestedFamily : TypeAttributes.NestedPublic;
        return visibility | type.Kind switch
        {
            "interface" => TypeAttributes.Interface | TypeAttributes.Abstract,
            "struct" => TypeAttributes.Sealed | TypeAttributes.SequentialLayout,
            "enum" or "delegate" => TypeAttributes.Sealed,
            _ when type.Is("static") => TypeAttributes.Abstract | TypeAttributes.Sealed,
            _ when type.Is("abstract") => TypeAttributes.Abstract,
            _ when type.Is("sealed") => TypeAttributes.Sealed,
            _ => 0,
        };
    }

    private void AddTypeParameters(EntityHandle owner, string text, bool isAnnotated)
    {
        foreach (var (index, parameter) in text.Split(';').Index())
            typeParameters.Add((owner, index, parameter, isAnnotated));
    }

    private void Write(EntityHandle owner, int position, string text, bool isAnnotated)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        string[] constraints = colon < 0 ? [] : text[(colon + 1)..].Split('&');
        GenericParameterAttributes special = 0;
        if (constraints.Contains("class"))
            special |= GenericParameterAttributes.ReferenceTypeConstraint;
        if (constraints.Contains("struct"))
            special |= GenericParameterAttributes.NotNullableValueTypeConstraint | GenericParameterAttributes.DefaultConstructorConstraint;
        if (constraints.Contains("new()"))
            special |= GenericParameterAttributes.DefaultConstructorConstraint;

        var handle = metadata.AddGenericParameter(owner, special, Text(colon < 0 ? text : text[..colon]), position);
        foreach (var constraint in constraints.Except(["class", "struct", "new()", "notnull"]).Select(SignatureType.Parse).Where(types.Knows))
            metadata.AddGenericParameterConstraint(handle, references.Handle(constraint));
        if (isAnnotated)
            attributes.AddNullable(handle, constraints);
    }

    private StringHandle Text(string text) => text.Length == 0 ? default : metadata.GetOrAddString(text);
}
