using System.Globalization;

namespace Trading.Embedded.Tables;

/// <summary>Writes values as literals of the filter grammar, each with the type it is stored under.</summary>
internal static class FilterLiteral
{
    /// <summary>An interpolated filter, its arguments written as the package writes them: a whole double without its point, so that the service takes it for an integer.</summary>
    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = filter.GetArguments().Select(argument => (object?)(argument switch
        {
            null => "null",
            double or float or decimal or uint => ((IFormattable)argument).ToString(null, CultureInfo.InvariantCulture),
            ulong number => number.ToString(CultureInfo.InvariantCulture) + "L",
            char character => Of(character.ToString()),
            DateTime instant => Of(instant.ToUniversalTime()),
            byte[] or BinaryData or string or bool or int or short or ushort or byte or sbyte or long or DateTimeOffset or Guid => Of(argument),
            _ => throw new ArgumentException($"A filter can't compare with a {argument.GetType().Name}."),
        })).ToArray();
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
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
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
