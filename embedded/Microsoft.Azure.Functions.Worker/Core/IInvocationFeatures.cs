namespace Microsoft.Azure.Functions.Worker;

/// <summary>Typed parts of an invocation, one a type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Attaches or replaces the part of that type.</summary>
    void Set<T>(T instance);

    /// <summary>The part of that type, or null.</summary>
    T? Get<T>();
}
