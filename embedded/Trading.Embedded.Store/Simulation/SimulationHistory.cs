using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Trading.Embedded;

/// <summary>Writes what happens, a line each, with the seconds since the beginning. Of a commit it writes a hash over everything it changed.</summary>
internal sealed class SimulationHistory(TextWriter writer, DateTimeOffset start)
{
    // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong hash = Basis;

    public void Begin(int seed) => writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));

    public void Write(DateTimeOffset now, string node, string what) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(now - start).TotalSeconds:0.000} {node} {what}"));

    public void WriteCommit(DateTimeOffset now, string node, int writes, CommitFault fault)
    {
        Write(now, node, string.Create(CultureInfo.InvariantCulture, $"{(fault == CommitFault.Refused ? "refused" : "commit")} {writes} {hash:x16}"));
        hash = Basis;
    }

    /// <summary>Counts a statement in.</summary>
    public void Add(string sql, ReadOnlySpan<object?> parameters)
    {
        Add(MemoryMarshal.AsBytes(sql.AsSpan()));
        foreach (var parameter in parameters)
        {
            switch (parameter)
            {
                case byte[] bytes:
                    Add(bytes);
                    break;
                case string text:
                    Add(MemoryMarshal.AsBytes(text.AsSpan()));
                    break;
                case long number:
                    Add(number);
                    break;
                case int number:
                    Add(number);
                    break;
                case null:
                    Add(0);
                    break;
                default:
                    Add(Encoding.UTF8.GetBytes(Convert.ToString(parameter, CultureInfo.InvariantCulture) ?? string.Empty));
                    break;
            }
        }
    }

    public void Flush() => writer.Flush();

    private void Add(long number) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));

    private void Add(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            foreach (var value in bytes)
                hash = (hash ^ value) * Prime;
            hash = (hash ^ 0xFF) * Prime;
        }
    }
}
