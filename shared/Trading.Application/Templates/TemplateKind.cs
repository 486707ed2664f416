namespace Trading.Application.Templates;

/// <summary>What a template bets on.</summary>
public enum TemplateKind
{
    /// <summary>That a move goes on.</summary>
    Momentum,

    /// <summary>That a move was too far.</summary>
    MeanReversion,

    /// <summary>A property by which research sorts whole markets.</summary>
    Factor,
}
