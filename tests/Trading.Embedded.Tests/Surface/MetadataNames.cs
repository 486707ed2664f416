using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Trading.Embedded.Tests.Surface;

/// <summary>Decodes metadata to documentation-comment names, and notes every type that is mentioned.</summary>
internal sealed class MetadataNames(MetadataReader reader, Action<string> mention)
    : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    public string NameOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => NameOf(reader.GetTypeReference((TypeReferenceHandle)handle)),
        HandleKind.TypeDefinition => NameOf(reader.GetTypeDefinition((TypeDefinitionHandle)handle)),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        _ => "",
    };

    /// <summary>The generic type's definition when the name is of a constructed one: <c>A{B}</c> becomes <c>A`1</c>.</summary>
    public string DefinitionOf(EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeSpecification)
            return NameOf(handle);
        var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
        // GENERICINST, then CLASS or VALUETYPE, then the definition.
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return NameOf(handle);
        signature.ReadByte();
        return NameOf(signature.ReadTypeHandle());
    }

    public string GetTypeFromReference(MetadataReader _, TypeReferenceHandle handle, byte rawTypeKind) => Mentioned(NameOf(handle));

    public string GetTypeFromDefinition(MetadataReader _, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(handle);

    public string GetTypeFromSpecification(MetadataReader _, object? context, TypeSpecificationHandle handle, byte rawTypeKind) => NameOf(handle);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetSZArrayType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetGenericMethodParameter(object? context, int index) => "``" + index;

    public string GetGenericTypeParameter(object? context, int index) => "`" + index;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetSystemType() => "System.Type";

    public bool IsSystemType(string type) => type == "System.Type";

    public string GetTypeFromSerializedName(string name) => Mentioned(name.Split(',')[0].Replace('+', '.'));

    // Enums in attribute arguments are all of the default underlying type, here and in the base library's attributes that we use.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    private string NameOf(TypeReference type)
    {
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return $"{NameOf(type.ResolutionScope)}.{name}";
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private string NameOf(TypeDefinition type)
    {
        var name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return $"{NameOf(outer)}.{name}";
        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }

    private string Mentioned(string name)
    {
        mention(name);
        return name;
    }
}
