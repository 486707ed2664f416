using System.Globalization;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Reads the plain types that a route, a query or a message property can be bound to, in invariant form.</summary>
internal static class SimpleValue
{
    private static readonly Dictionary<Type, (string Expected, Func<string, object?> Read)> Readers = new()
    {
        [typeof(string)] = ("text", text => text),
        [typeof(bool)] = ("true or false", text => bool.TryParse(text, out var value) ? value : null),
        [typeof(byte)] = Whole<byte>(),
        [typeof(short)] = Whole<short>(),
        [typeof(int)] = Whole<int>(),
        [typeof(long)] = Whole<long>(),
        [typeof(float)] = Number<float>(),
        [typeof(double)] = Number<double>(),
        [typeof(decimal)] = ("a decimal number", text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null),
        [typeof(Guid)] = ("a GUID", text => Guid.TryParse(text, out var value) ? value : null),
        [typeof(DateTime)] = ("an ISO 8601 date or time", text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value) ? value : null),
        [typeof(DateTimeOffset)] = ("an ISO 8601 date or time", text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null),
        [typeof(DateOnly)] = ("a date yyyy-MM-dd", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null),
        [typeof(TimeOnly)] = ("a time of day", text => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null),
    };

    public static bool IsSimple(Type type) => Readers.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>The value as that type, or null when the text is no such value; then <paramref name="expected"/> says what is.</summary>
    public static object? Read(string text, Type type, out string expected)
    {
        (expected, var read) = Readers[Nullable.GetUnderlyingType(type) ?? type];
        return read(text);
    }

    private static (string Expected, Func<string, object?> Read) Whole<T>()
        where T : struct, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> =>
        ($"a whole number from {T.MinValue} to {T.MaxValue}", text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);

    private static (string Expected, Func<string, object?> Read) Number<T>()
        where T : struct, System.Numerics.IFloatingPoint<T> =>
        ("a finite number", text => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value) ? value : null);
}
