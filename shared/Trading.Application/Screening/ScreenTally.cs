namespace Trading.Application.Screening;

/// <summary>What a condition, taken alone, says of the symbols looked at.</summary>
/// <param name="Text">The condition in canonical form.</param>
/// <param name="Holds">Of how many it holds.</param>
/// <param name="Fails">Of how many it does not.</param>
/// <param name="Unknown">Of how many it is not known, for want of bars or of figures.</param>
public sealed record ScreenTally(string Text, int Holds, int Fails, int Unknown);
