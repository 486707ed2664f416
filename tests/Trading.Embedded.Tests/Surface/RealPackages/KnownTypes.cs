using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>Where the types are that signatures mention: in the reference assemblies, or in one of the packages being made.</summary>
internal sealed class KnownTypes
{
    private readonly Dictionary<string, ReferencedType> referenced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssemblyIdentity> assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RealType> real = new(StringComparer.Ordinal);

    /// <param name="files">The packages' signatures.</param>
    /// <param name="references">Paths of reference assemblies.</param>
    public KnownTypes(IEnumerable<SignatureFile> files, IEnumerable<string> references)
    {
        foreach (var path in references)
            ReadReference(path);
        foreach (var file in files)
            ReadPackage(file);
    }

    public IEnumerable<RealType> OfPackage(string package) => real.Values.Where(type => type.Package == package);

    public RealType? Real(string name) => real.GetValueOrDefault(name);

    public ReferencedType? Referenced(string name) => referenced.GetValueOrDefault(name);

    public AssemblyIdentity? Assembly(string name) => assemblies.GetValueOrDefault(name);

    /// <summary>Whether everything that a type is made of is known.</summary>
    public bool Knows(SignatureType type) =>
        (type.Name.Length == 0 || real.ContainsKey(type.Name) || referenced.ContainsKey(type.Name)) && type.Arguments.All(Knows);

    public bool IsValueType(SignatureType type) => type.Name.Length > 0 && (real.TryGetValue(type.Name, out var own)
        ? own.Kind is "struct" or "enum"
        : referenced.TryGetValue(type.Name, out var other) && other.IsValueType);

    private void ReadReference(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata || !file.GetMetadataReader().IsAssembly)
            return;
        var reader = file.GetMetadataReader();
        var assembly = reader.GetAssemblyDefinition();
        var name = reader.GetString(assembly.Name);
        assemblies[name] = new AssemblyIdentity(name, assembly.Version, Token(reader, assembly.PublicKey));
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            var visibility = type.Attributes & TypeAttributes.VisibilityMask;
            if (visibility is not (TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily))
                continue;
            var names = new List<string> { reader.GetString(type.Name) };
            var outermost = type;
            while (outermost.GetDeclaringType() is { IsNil: false } outer)
            {
                outermost = reader.GetTypeDefinition(outer);
                names.Insert(0, reader.GetString(outermost.Name));
            }

            var space = reader.GetString(outermost.Namespace);
            referenced.TryAdd($"{space}.{string.Join('.', names)}", new ReferencedType(name, space, names, BaseOf(reader, type) is "ValueType" or "Enum"));
        }
    }

    private void ReadPackage(SignatureFile file)
    {
        var lines = file.Lines.Select(line => (Type: SignatureFile.TypeOf(line), Line: SignatureLine.Parse(line))).ToList();
        var annotated = lines.Exists(each => each.Line.Facts.ContainsKey("nullable"));
        foreach (var (name, line) in lines.Where(each => each.Line.Kind == 'T').OrderBy(each => each.Type.Length))
            real.TryAdd(name, new RealType(name, file.Package, line, real.GetValueOrDefault(name[..Math.Max(0, name.LastIndexOf('.'))]), annotated));
        foreach (var (name, line) in lines.Where(each => each.Line.Kind != 'T'))
        {
            if (!real[name].Members.Exists(member => member.Id == line.Id))
                real[name].Members.Add(line);
        }
    }

    private static string BaseOf(MetadataReader reader, TypeDefinition type) => type.BaseType.Kind switch
    {
        _ when type.BaseType.IsNil => "",
        HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type.BaseType).Name),
        HandleKind.TypeDefinition => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType).Name),
        _ => "",
    };

    // An assembly is referred to by the last eight bytes of its key's SHA-1, reversed (ECMA-335, II.6.3).
#pragma warning disable CA5350
    private static byte[] Token(MetadataReader reader, BlobHandle key) =>
        key.IsNil ? [] : [.. SHA1.HashData(reader.GetBlobBytes(key))[^8..].Reverse()];
#pragma warning restore CA5350
}

/// <summary>A type of a package being made.</summary>
internal sealed record RealType(string Name, string Package, SignatureLine Line, RealType? Outer, bool IsAnnotated)
{
    public List<SignatureLine> Members { get; } = [];

    public string Kind => Line.Modifiers.Split(' ')[^1];

    public string SimpleName => Name[(Name.LastIndexOf('.') + 1)..];

    public string Namespace => Outer is null ? Name[..Name.LastIndexOf('.')] : "";

    public bool Is(string modifier) => Line.Modifiers.Split(' ').Contains(modifier);
}

/// <summary>A type of a reference assembly, by the names from its outermost type inwards.</summary>
internal sealed record ReferencedType(string Assembly, string Namespace, IReadOnlyList<string> Path, bool IsValueType);

/// <summary>How metadata names an assembly.</summary>
internal sealed record AssemblyIdentity(string Name, Version Version, byte[] Token);
