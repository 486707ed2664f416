using System.Text;

namespace Trading.Embedded;

/// <summary>What a simulated process answered to a request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record SimulatedResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);
}
