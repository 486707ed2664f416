using System.Reflection;

namespace Trading.Embedded.Functions.Invocations;

/// <summary>Awaits what a function's method returned, whatever its kind.</summary>
internal static class Completion
{
    private static readonly MethodInfo OfTaskMethod = typeof(Completion).GetMethod(nameof(OfTask), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo OfValueTaskMethod = typeof(Completion).GetMethod(nameof(OfValueTask), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The type of the value after awaiting; <c>void</c> when there is none.</summary>
    public static Type ValueType(Type returned) =>
        returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(void)
        : IsGeneric(returned, typeof(Task<>)) || IsGeneric(returned, typeof(ValueTask<>)) ? returned.GetGenericArguments()[0]
        : returned;

    public static Func<object?, Task<object?>> For(Type returned)
    {
        if (returned == typeof(Task))
            return static async value => { await (Task)value!; return null; };
        if (returned == typeof(ValueTask))
            return static async value => { await (ValueTask)value!; return null; };
        if (IsGeneric(returned, typeof(Task<>)))
            return OfTaskMethod.MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object?, Task<object?>>>();
        if (IsGeneric(returned, typeof(ValueTask<>)))
            return OfValueTaskMethod.MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object?, Task<object?>>>();
        return Task.FromResult;
    }

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static async Task<object?> OfTask<T>(object? value) => await (Task<T>)value!;

    private static async Task<object?> OfValueTask<T>(object? value) => await (ValueTask<T>)value!;
}
