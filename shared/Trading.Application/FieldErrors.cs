namespace Trading.Application;

/// <summary>Collects what is wrong with a request, by field.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    /// <summary>True while nothing is wrong.</summary>
    public bool IsEmpty => errors.Count == 0;

    /// <summary>Notes what is wrong with a field.</summary>
    /// <param name="field">Path as in the request's JSON, such as <c>strategy.entry</c>.</param>
    /// <param name="error">The value found and what was expected.</param>
    public void Add(string field, string error)
    {
        if (errors.TryGetValue(field, out var known))
            known.Add(error);
        else
            errors[field] = [error];
    }

    /// <summary>All errors, by field.</summary>
    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        errors.ToDictionary(field => field.Key, field => field.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>A value of a request as it may stand in an error: quoted, at most 64 characters, none of them a control character.</summary>
    public static string Show(string? value) => value is null
        ? "missing"
        : $"'{string.Concat((value.Length <= 64 ? value : value[..64] + "…").Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))}'";

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", errors.Select(field => $"{field.Key}: {string.Join(", ", field.Value)}"));
}
