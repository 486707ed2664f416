using System.Globalization;

namespace Trading.Embedded.Tables;

/// <summary>Writes values as literals of the filter grammar, each with the type it is stored under.</summary>
internal static class FilterLiteral
{
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = filter.GetArguments().Select(argument => (object?)Of(argument)).ToArray();
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    public static string Of(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool truth => truth ? "true" : "false",
        int or short or ushort or byte or sbyte => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long or uint => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        double number => OfDouble(number),
        float number => OfDouble(number),
        DateTimeOffset instant => $"datetime'{instant.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}'",
        DateTime { Kind: DateTimeKind.Utc } instant => Of(new DateTimeOffset(instant)),
        DateTime instant => throw new NotSupportedException($"DateTime {instant:O} has Kind {instant.Kind}; a filter compares UTC only."),
        Guid id => $"guid'{id:D}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => Of(data.ToArray()),
        Enum constant => Of(constant.ToString()),
        null => throw new NotSupportedException("A filter can't compare with null: an entity either has a property or lacks it."),
        _ => throw new NotSupportedException($"A filter can't compare with a {value.GetType().Name}."),
    };

    // Without a point or an exponent the service would read an integer, which is another value than the double.
    private static string OfDouble(double number)
    {
        if (!double.IsFinite(number))
            throw new NotSupportedException($"A filter can't compare with {number}.");
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text;
    }
}
