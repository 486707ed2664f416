using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Trading.Embedded.Tests.Surface;

/// <summary>What compiled assemblies use of other assemblies: types, and members by type and name.</summary>
internal sealed class CallerSearch
{
    private readonly HashSet<string> types = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);

    /// <summary>Types mentioned anywhere: in signatures, code, attributes.</summary>
    public IReadOnlySet<string> Types => types;

    /// <summary>Members called, overridden or set by an attribute, as <c>Type.Member</c> without parameters; accessors by their metadata name.</summary>
    public IReadOnlySet<string> Members => members;

    /// <summary>Product code and the tests that know only the real API: what counts as a caller of a stand-in.</summary>
    public static CallerSearch OfProduct()
    {
        var search = new CallerSearch();
        foreach (var project in Projects)
            search.Read(Output(project));
        return search;
    }

    public static IReadOnlyList<string> Projects { get; } =
        ["Azure.Contracts.Tests", "Trading.Application", "Trading.Domain", "Trading.Functions", "Trading.Integrations", "Trading.Quant"];

    /// <summary>Where a project's assembly was built, beside this project's own output.</summary>
    public static string Output(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(configuration.Parent!.Parent!.FullName, project, configuration.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built at {path}.", path);
    }

    public void Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new MetadataNames(reader, name => types.Add(name));
        foreach (var handle in reader.TypeReferences)
            types.Add(names.NameOf(handle));
        for (var row = 1; row <= reader.GetTableRowCount(TableIndex.TypeSpec); row++)
            names.NameOf(MetadataTokens.TypeSpecificationHandle(row));
        foreach (var handle in reader.MemberReferences)
            Read(reader, reader.GetMemberReference(handle), names);
        foreach (var handle in reader.TypeDefinitions)
            Read(reader, handle, names);
        foreach (var handle in reader.CustomAttributes)
            Read(reader, reader.GetCustomAttribute(handle), names);
    }

    private void Read(MetadataReader reader, MemberReference member, MetadataNames names)
    {
        var name = reader.GetString(member.Name);
        members.Add($"{names.DefinitionOf(member.Parent)}.{(name == ".ctor" ? "#ctor" : name)}");
    }

    private void Read(MetadataReader reader, TypeDefinitionHandle handle, MetadataNames names)
    {
        var type = reader.GetTypeDefinition(handle);
        var bases = type.GetInterfaceImplementations().Select(implementation => reader.GetInterfaceImplementation(implementation).Interface);
        if (!type.BaseType.IsNil)
            bases = bases.Prepend(type.BaseType);
        foreach (var name in bases.Select(names.DefinitionOf))
        {
            // Whoever overrides or implements a member depends on it as much as a caller.
            foreach (var method in type.GetMethods())
            {
                var own = reader.GetString(reader.GetMethodDefinition(method).Name);
                members.Add($"{name}.{own[(own.LastIndexOf('.') + 1)..]}");
            }
        }
    }

    private void Read(MetadataReader reader, CustomAttribute attribute, MetadataNames names)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return;
        var type = names.DefinitionOf(reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent);
        // Attributes of the base library have arguments that nobody here asks about.
        if (type.StartsWith("System.", StringComparison.Ordinal) || type.StartsWith("Xunit.", StringComparison.Ordinal))
            return;
        foreach (var argument in attribute.DecodeValue(names).NamedArguments)
            members.Add($"{type}.set_{argument.Name}");
    }
}
