using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Trading.Quant.Indicators;

/// <summary>A kernel and its memory. Whatever the kernel is, it starts anew, is saved and resumes as plain bytes.</summary>
/// <param name="identity">What is calculated, with its parameters, such as <c>rsi(14)</c>; a state saved under another is refused.</param>
/// <param name="initial">The kernel before its first bar.</param>
/// <param name="memorySize">Number of doubles that it took.</param>
/// <remarks>
/// Saved: length of the identity (4 bytes), identity (UTF-8), hash of the kernel's fields (8), the kernel as in memory, its doubles, and
/// the FNV-1a hash of all that (8); numbers little-endian.
/// </remarks>
internal sealed class KernelState<TKernel>(string identity, TKernel initial, int memorySize) : IndicatorState
    where TKernel : unmanaged, IIndicatorKernel
{
    private static readonly ulong Layout = Hash(Encoding.UTF8.GetBytes(Describe(typeof(TKernel))));

    private readonly double[] memory = new double[memorySize];
    private readonly TKernel initial = initial;
    private TKernel kernel = initial;

    public override void Next(in IndicatorFrame frame) => kernel.Next(frame, memory);

    public override void Reset()
    {
        kernel = initial;
        Array.Clear(memory);
    }

    public override byte[] Save()
    {
        var name = Encoding.UTF8.GetBytes(identity);
        var saved = new byte[4 + name.Length + 8 + Unsafe.SizeOf<TKernel>() + (8 * memory.Length) + 8];
        BinaryPrimitives.WriteInt32LittleEndian(saved, name.Length);
        name.CopyTo(saved, 4);
        var rest = saved.AsSpan(4 + name.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(rest, Layout);
        MemoryMarshal.Write(rest[8..], in kernel);
        MemoryMarshal.AsBytes(memory.AsSpan()).CopyTo(rest[(8 + Unsafe.SizeOf<TKernel>())..]);
        BinaryPrimitives.WriteUInt64LittleEndian(saved.AsSpan(saved.Length - 8), Hash(saved.AsSpan(0, saved.Length - 8)));
        return saved;
    }

    public override void Load(ReadOnlySpan<byte> saved)
    {
        if (saved.Length < 20 || BinaryPrimitives.ReadUInt64LittleEndian(saved[^8..]) != Hash(saved[..^8]))
            throw new FormatException($"The saved state of {identity} is damaged.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(saved);
        var name = length >= 0 && length <= saved.Length - 20 ? Encoding.UTF8.GetString(saved.Slice(4, length)) : "something else";
        if (name != identity)
            throw new FormatException($"The saved state is of {name}, not of {identity}.");
        var rest = saved[(4 + length)..^8];
        if (BinaryPrimitives.ReadUInt64LittleEndian(rest) != Layout || rest.Length != 8 + Unsafe.SizeOf<TKernel>() + (8 * memory.Length))
            throw new FormatException($"The state of {identity} was saved by a version that remembers otherwise.");
        kernel = MemoryMarshal.Read<TKernel>(rest[8..]);
        MemoryMarshal.Cast<byte, double>(rest[(8 + Unsafe.SizeOf<TKernel>())..]).CopyTo(memory);
    }

    /// <summary>Names and types of a struct's fields, so that a kernel that was changed does not read what its former self remembered.</summary>
    private static string Describe(Type type) => type.IsPrimitive || type.IsEnum
        ? type.Name
        : $"{type.Name}{{{string.Join(',', type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => $"{field.Name}:{Describe(field.FieldType)}"))}}}";

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
            hash = (hash ^ value) * 1099511628211UL;
        return hash;
    }
}
