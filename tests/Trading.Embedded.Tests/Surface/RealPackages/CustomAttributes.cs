using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Trading.Embedded.Tests.Surface.RealPackages;

/// <summary>The attributes through which a compiler sees what signatures say: annotations, extension methods, obsolescence.</summary>
internal sealed class CustomAttributes(MetadataBuilder metadata, TypeReferences references, KnownTypes types)
{
    private const byte MayNotBeNull = 1;
    private const byte MayBeNull = 2;
    private readonly List<(EntityHandle Owner, MemberReferenceHandle Constructor, BlobHandle Value)> pending = [];

    public void Add(EntityHandle owner, string attribute) => Add(owner, attribute, null, _ => { });

    public void AddDefaultMember(EntityHandle type, string name) =>
        Add(type, "System.Reflection.DefaultMemberAttribute", encoder => encoder.String(), value => value.WriteSerializedString(name));

    /// <summary>References of the type are not null unless annotated.</summary>
    public void AddNullableContext(EntityHandle type) => Add(
        type, "System.Runtime.CompilerServices.NullableContextAttribute", encoder => encoder.Byte(), value => value.WriteByte(MayNotBeNull));

    public void AddNullable(EntityHandle owner, string? annotated)
    {
        if (annotated is null)
            return;
        var flags = new List<byte>();
        Flatten(SignatureType.Parse(annotated), flags);
        Add(owner, "System.Runtime.CompilerServices.NullableAttribute", encoder => encoder.SZArray().Byte(), value =>
        {
            value.WriteInt32(flags.Count);
            value.WriteBytes(flags.ToArray());
        });
    }

    /// <summary>What a type parameter's constraints say about null.</summary>
    public void AddNullable(EntityHandle typeParameter, IReadOnlyCollection<string> constraints) => Add(
        typeParameter, "System.Runtime.CompilerServices.NullableAttribute", encoder => encoder.Byte(), value =>
            value.WriteByte(constraints.Contains("class") || constraints.Contains("notnull") ? MayNotBeNull : constraints.Count == 0 ? MayBeNull : (byte)0));

    public void AddUsage(EntityHandle type, string usage)
    {
        var parts = usage.Split(';');
        var named = parts.Skip(1).Select(part => part.Split('=')).ToList();
        Add(type, "System.AttributeUsageAttribute", encoder => encoder.Type(references.Definition("System.AttributeTargets"), isValueType: true), value =>
            value.WriteInt32((int)Enum.Parse<AttributeTargets>(parts[0])), named);
    }

    /// <summary>Writes them; they are sorted by owner only when all are known.</summary>
    public void Flush()
    {
        foreach (var (owner, constructor, value) in pending)
            metadata.AddCustomAttribute(owner, constructor, value);
    }

    private void Add(
        EntityHandle owner, string attribute, Action<SignatureTypeEncoder>? parameter, Action<BlobBuilder> write, IReadOnlyCollection<string[]>? named = null)
    {
        const ushort Prolog = 1;
        const byte Property = 0x54;
        const byte Boolean = 2;
        var value = new BlobBuilder();
        value.WriteUInt16(Prolog);
        write(value);
        value.WriteUInt16((ushort)(named?.Count ?? 0));
        foreach (var setting in named ?? [])
        {
            value.WriteByte(Property);
            value.WriteByte(Boolean);
            value.WriteSerializedString(setting[0]);
            value.WriteBoolean(setting[1] == "True");
        }

        pending.Add((owner, references.Constructor(attribute, parameter), metadata.GetOrAddBlob(value)));
    }

    private void Flatten(SignatureType type, List<byte> flags)
    {
        if (type.IsReference || type.Name == "System.Nullable`1")
        {
            Flatten(type.Arguments[0], flags);
            return;
        }

        if (!types.IsValueType(type))
            flags.Add(type.MayBeNull ? MayBeNull : MayNotBeNull);
        else if (type.Arguments.Count > 0)
            flags.Add(0);
        foreach (var argument in type.Arguments)
            Flatten(argument, flags);
    }
}
