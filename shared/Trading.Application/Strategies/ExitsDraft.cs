namespace Trading.Application.Strategies;

/// <summary>Stops, target and time limit of a position as they are sent; what is missing is not used.</summary>
/// <param name="Stop">Distance from the entry at which a loss is cut.</param>
/// <param name="TrailingStop">Distance at which a stop follows the best price since the entry.</param>
/// <param name="Target">Distance from the entry at which a gain is taken.</param>
/// <param name="AtrLength">Bars that the average true range is a mean of; missing: 14.</param>
/// <param name="MaxBars">Bars after which a position is closed.</param>
public sealed record ExitsDraft(
    LevelDraft? Stop = null, LevelDraft? TrailingStop = null, LevelDraft? Target = null, int? AtrLength = null, int? MaxBars = null);
