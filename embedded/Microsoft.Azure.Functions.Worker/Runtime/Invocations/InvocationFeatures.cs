using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Functions.Invocations;

internal sealed class InvocationFeatures : IInvocationFeatures
{
    private readonly ConcurrentDictionary<Type, object> parts = new();

    public T? Get<T>() => parts.TryGetValue(typeof(T), out var part) ? (T)part : default;

    public void Set<T>(T instance)
    {
        if (instance is null)
            parts.TryRemove(typeof(T), out _);
        else
            parts[typeof(T)] = instance;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
