using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Trading.Architecture.Tests;

/// <summary>What a built assembly refers to.</summary>
/// <param name="Assemblies">Names of the assemblies.</param>
/// <param name="Types">Full names of their types, nested ones by their outermost.</param>
internal sealed record CompiledAssembly(IReadOnlySet<string> Assemblies, IReadOnlySet<string> Types)
{
    /// <summary>Reads the assembly that was built into this project's output.</summary>
    public static CompiledAssembly Read(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var reader = file.GetMetadataReader();
        return new CompiledAssembly(
            reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).ToHashSet(),
            reader.TypeReferences.Select(handle => reader.GetTypeReference(handle))
                .Where(type => type.ResolutionScope.Kind != HandleKind.TypeReference)
                .Select(type => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}").ToHashSet());
    }
}
