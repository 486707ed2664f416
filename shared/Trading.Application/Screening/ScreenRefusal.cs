namespace Trading.Application.Screening;

/// <summary>Why a screen was not stored or changed. Nothing was written.</summary>
public abstract record ScreenRefusal
{
    private ScreenRefusal()
    {
    }

    /// <summary>The user has no screen of that id.</summary>
    public sealed record Unknown : ScreenRefusal;

    /// <summary>Another screen of the user has the name.</summary>
    /// <param name="Name">The name.</param>
    public sealed record NameTaken(string Name) : ScreenRefusal;

    /// <summary>It was changed since the version that the change was made from.</summary>
    /// <param name="Newest">Its version now.</param>
    public sealed record Changed(int Newest) : ScreenRefusal;

    /// <summary>The document is not valid.</summary>
    /// <param name="Errors">What is wrong, by field.</param>
    public sealed record Invalid(FieldErrors Errors) : ScreenRefusal;
}
