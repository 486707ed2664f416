namespace Trading.Application.Orders;

/// <summary>The brokers that are connected, by code.</summary>
public sealed class Brokers
{
    private readonly Dictionary<string, IBroker> byCode = new(StringComparer.Ordinal);

    /// <summary>Of one code the last one given counts.</summary>
    public Brokers(IEnumerable<IBroker> brokers)
    {
        ArgumentNullException.ThrowIfNull(brokers);
        foreach (var broker in brokers)
            byCode[broker.Capabilities.Code] = broker;
    }

    /// <summary>Codes of the connected brokers.</summary>
    public IReadOnlyCollection<string> Codes => byCode.Keys;

    /// <summary>The broker of a code.</summary>
    /// <exception cref="InvalidOperationException">No such broker is connected.</exception>
    public IBroker Of(string code) => byCode.GetValueOrDefault(code) ?? throw new InvalidOperationException($"No broker '{code}' is connected; expected one of {string.Join(", ", Codes)}.");
}
