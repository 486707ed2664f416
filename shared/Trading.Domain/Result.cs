using System.Diagnostics.CodeAnalysis;

namespace Trading.Domain;

/// <summary>An answer that is either a value or a refusal; a refusal is an answer, not a fault.</summary>
/// <typeparam name="T">What a granted request gives.</typeparam>
/// <typeparam name="TRefusal">Why it was refused.</typeparam>
public readonly struct Result<T, TRefusal>
    where TRefusal : class
{
    private readonly T? value;
    private readonly TRefusal? refusal;

    private Result(T? value, TRefusal? refusal)
    {
        this.value = value;
        this.refusal = refusal;
    }

    /// <summary>A granted request.</summary>
    public static implicit operator Result<T, TRefusal>(T value) => new(value, null);

    /// <summary>A refused request.</summary>
    public static implicit operator Result<T, TRefusal>(TRefusal refusal) => new(default, refusal);

    /// <summary>True and the value, or false and the refusal.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T granted, [NotNullWhen(false)] out TRefusal? refused)
    {
        granted = value;
        refused = refusal;
        return refusal is null;
    }

    /// <summary>One of two continuations.</summary>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<TRefusal, TResult> refused)
    {
        ArgumentNullException.ThrowIfNull(ok);
        ArgumentNullException.ThrowIfNull(refused);
        return refusal is null ? ok(value!) : refused(refusal);
    }
}
