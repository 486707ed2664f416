namespace Trading.Quant.Search;

/// <summary>A place on a heat map.</summary>
/// <param name="Column">Value of the parameter that runs to the right.</param>
/// <param name="Row">Value of the parameter that runs downwards.</param>
/// <param name="Score">The cell's score for a peak, the mean around it for a plateau.</param>
public sealed record HeatMapCell(double Column, double Row, double Score);
