using Trading.Quant.Rules;

namespace Trading.Application.Indicators;

/// <summary>One line of numbers that a call asks for.</summary>
/// <param name="Call">The call in canonical form, such as <c>bbands(20, 2)</c>.</param>
/// <param name="Name">Its name among the call's, such as <c>lower</c>; <c>value</c> for a formula that is no indicator.</param>
/// <param name="Formula">How it is calculated.</param>
/// <param name="DrawnBack">Bars that a chart draws it to the left of the bar at which it is known; 0 for nearly all.</param>
public sealed record IndicatorColumn(string Call, string Name, Formula Formula, int DrawnBack);
