using System.Reflection;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Binds a parameter by its name to what the trigger knows: a route or query value, a message property.</summary>
internal static class NamedValue
{
    private const int LongestEcho = 64;

    public static ParameterBinder For(ParameterInfo parameter)
    {
        var (name, type) = (parameter.Name!, parameter.ParameterType);
        var isNullable = !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        return (invocation, _) => ValueTask.FromResult(
            !invocation.Data.TryGetValue(name, out var value) || value is null || value is "" && type != typeof(string) ? Missing()
            : type.IsInstanceOfType(value) ? value
            : Parse(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));

        object? Missing() =>
            parameter.HasDefaultValue ? parameter.DefaultValue
            : isNullable ? null
            : throw new BindingException(400, "missing-value", name, $"'{name}' is missing.");

        object Parse(string text) =>
            SimpleValue.Read(text, type, out var expected) ??
            throw new BindingException(400, "bad-value", name, $"'{name}' is '{Clip(text)}'; expected {expected}.");
    }

    private static string Clip(string text) => text.Length <= LongestEcho ? text : string.Concat(text.AsSpan(0, LongestEcho), "…");
}
