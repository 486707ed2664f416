using System.Globalization;
using System.Runtime.CompilerServices;

namespace Trading.Domain.Risk;

/// <summary>The words of a denial, put together only where there is one: an order passes some twenty checks, and most of them have nothing to say.</summary>
[InterpolatedStringHandler]
internal ref struct DenialMessage
{
    private DefaultInterpolatedStringHandler text;
    private readonly bool isNeeded;

    public DenialMessage(int literalLength, int formattedCount, bool allowed, out bool isNeeded)
    {
        this.isNeeded = isNeeded = !allowed;
        if (isNeeded)
            text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public string ToText() => isNeeded ? text.ToStringAndClear() : "";
}
