using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>Writes references to types, and signatures made of them, for one assembly.</summary>
internal sealed class TypeReferences(MetadataBuilder metadata, KnownTypes types, string package, IReadOnlyDictionary<string, TypeDefinitionHandle> own)
{
    private readonly Dictionary<string, EntityHandle> handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssemblyReferenceHandle> assemblies = new(StringComparer.Ordinal);
    private readonly HashSet<string> packages = new(StringComparer.Ordinal);

    /// <summary>Other packages that were referred to.</summary>
    public IReadOnlySet<string> Packages => packages;

    /// <summary>Assemblies that were referred to.</summary>
    public IReadOnlyCollection<string> Assemblies => assemblies.Keys;

    public EntityHandle Definition(string name)
    {
        if (handles.TryGetValue(name, out var known))
            return known;
        return handles[name] = types.Real(name) switch
        {
            { } type when type.Package == package => own[name],
            { } type => InPackage(type),
            null => InReference(types.Referenced(name) ?? throw new ArgumentException($"{name} is not known.", nameof(name))),
        };
    }

    /// <summary>A handle for any type: constructed ones become a specification.</summary>
    public EntityHandle Handle(SignatureType type)
    {
        if (type.Name.Length > 0 && type.Arguments.Count == 0)
            return Definition(type.Name);
        var blob = new BlobBuilder();
        Encode(new BlobEncoder(blob).TypeSpecificationSignature(), type);
        return metadata.AddTypeSpecification(metadata.GetOrAddBlob(blob));
    }

    /// <summary>The constructor of an attribute.</summary>
    public MemberReferenceHandle Constructor(string attribute, Action<SignatureTypeEncoder>? parameter)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).MethodSignature(isInstanceMethod: true).Parameters(
            parameter is null ? 0 : 1, result => result.Void(), parameters => parameter?.Invoke(parameters.AddParameter().Type()));
        return metadata.AddMemberReference(Definition(attribute), metadata.GetOrAddString(".ctor"), metadata.GetOrAddBlob(blob));
    }

    public void Encode(SignatureTypeEncoder encoder, SignatureType type)
    {
        if (type.Parameter is { } position)
        {
            if (type.IsMethodParameter)
                encoder.GenericMethodTypeParameter(position);
            else
                encoder.GenericTypeParameter(position);
        }
        else if (type.IsArray)
        {
            Encode(encoder.SZArray(), type.Arguments[0]);
        }
        else if (Primitive(type.Name) is { } primitive)
        {
            encoder.PrimitiveType(primitive);
        }
        else if (type.Name == "System.Object")
        {
            encoder.Object();
        }
        else if (type.Arguments.Count == 0)
        {
            encoder.Type(Definition(type.Name), types.IsValueType(type));
        }
        else
        {
            var arguments = encoder.GenericInstantiation(Definition(type.Name), type.Arguments.Count, types.IsValueType(type));
            foreach (var argument in type.Arguments)
                Encode(arguments.AddArgument(), argument);
        }
    }

    private static PrimitiveTypeCode? Primitive(string name) => name switch
    {
        "System.Boolean" => PrimitiveTypeCode.Boolean,
        "System.Byte" => PrimitiveTypeCode.Byte,
        "System.Char" => PrimitiveTypeCode.Char,
        "System.Double" => PrimitiveTypeCode.Double,
        "System.Int16" => PrimitiveTypeCode.Int16,
        "System.Int32" => PrimitiveTypeCode.Int32,
        "System.Int64" => PrimitiveTypeCode.Int64,
        "System.IntPtr" => PrimitiveTypeCode.IntPtr,
        "System.Single" => PrimitiveTypeCode.Single,
        "System.String" => PrimitiveTypeCode.String,
        "System.UInt16" => PrimitiveTypeCode.UInt16,
        "System.UInt32" => PrimitiveTypeCode.UInt32,
        "System.UInt64" => PrimitiveTypeCode.UInt64,
        _ => null,
    };

    private TypeReferenceHandle InPackage(RealType type)
    {
        packages.Add(type.Package);
        var scope = type.Outer is null ? Assembly(RealPackage.AssemblyOf(type.Package)) : Definition(type.Outer.Name);
        return metadata.AddTypeReference(scope, type.Outer is null ? metadata.GetOrAddString(type.Namespace) : default, metadata.GetOrAddString(type.SimpleName));
    }

    private EntityHandle InReference(ReferencedType type)
    {
        EntityHandle scope = Assembly(type.Assembly);
        for (var depth = 1; depth <= type.Path.Count; depth++)
        {
            var name = $"{type.Namespace}.{string.Join('.', type.Path.Take(depth))}";
            if (!handles.TryGetValue(name, out var handle))
            {
                handle = metadata.AddTypeReference(
                    scope, depth == 1 ? metadata.GetOrAddString(type.Namespace) : default, metadata.GetOrAddString(type.Path[depth - 1]));
                handles[name] = handle;
            }

            scope = handle;
        }

        return scope;
    }

    private AssemblyReferenceHandle Assembly(string name)
    {
        if (assemblies.TryGetValue(name, out var handle))
            return handle;
        var identity = types.Assembly(name) ?? new AssemblyIdentity(name, RealPackage.AssemblyVersion, []);
        return assemblies[name] = metadata.AddAssemblyReference(
            metadata.GetOrAddString(name), identity.Version, default, identity.Token.Length == 0 ? default : metadata.GetOrAddBlob(identity.Token), default, default);
    }
}
