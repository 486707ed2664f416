namespace Trading.Domain.Screening;

/// <summary>Id of a screen that a user keeps.</summary>
/// <param name="Value">Opaque text, unique for its owner.</param>
public readonly record struct ScreenId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
