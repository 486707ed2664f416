// Types to compare with hand-written signature lines in SurfaceComparisonTests: one per thing that can differ.

namespace Specimens;

public abstract class Exact<T> : IEquatable<Exact<T>>, IDisposable
    where T : notnull
{
    public const string Greeting = "hello";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected Exact(string name, int? size = null) => Name = size is null ? name : name + size;

    public event Func<string?, Task>? Changed
    {
        add => throw new NotSupportedException();
        remove => throw new NotSupportedException();
    }

    public string Name { get; protected set; }

    public string? Note { get; init; }

    public object? this[string key] => key;

    public static implicit operator string(Exact<T> exact) => exact.Name;

    public bool Equals(Exact<T>? other) => other?.Name == Name;

    public sealed override bool Equals(object? obj) => Equals(obj as Exact<T>);

    public override int GetHashCode() => 0;

    public virtual Task<TOut?> Read<TIn, TOut>(
        T key, Func<string?, int?, KeyValuePair<string, TIn>?, Task<string>> read, in int limit, CancellationToken cancellation = default)
        where TIn : class, IDisposable, new()
        => throw new NotSupportedException();

    public bool TryGet(string[]? names, out IDictionary<string, object?>? found, params object?[] rest)
    {
        found = null;
        return names is null && rest.Length == 0;
    }

    public abstract void Move(DayOfWeek on = DayOfWeek.Monday, double by = 1, bool now = false, string to = "here");

    public void Dispose() => GC.SuppressFinalize(this);

    private protected void NotSeen()
    {
    }

    internal void NotSeenEither()
    {
    }

    protected class Inner
    {
        public TOther? Pick<TOther>(T first, TOther second) => first is null ? default : second;
    }
}

public static class Extensions
{
    [Obsolete("Use the other.")]
    public static int Count(this string text, object? what) => what is null ? 0 : text.Length;
}

public record Point(int X, string? Label)
{
    public virtual int Z => X;
}

[Flags]
public enum Directions
{
    None = 0,
    North = 1,
    South = 2,
}

public readonly struct Tick
{
    public int Size { get; init; }
}

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true)]
public sealed class MarkAttribute : Attribute;

public delegate Task<string> Transform(string text);

public interface IShape
{
    double Area { get; }

    void Grow(double by);
}

public sealed class OnlyHere;
