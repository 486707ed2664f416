namespace Trading.Quant.Performance;

/// <summary>What something was worth at the close of a day, and what its owner moved that day. Money in one currency.</summary>
/// <param name="Date">The day.</param>
/// <param name="Value">At the close, with what was moved.</param>
/// <param name="PaidIn">Paid in, zero or more: at work from the start of the day.</param>
/// <param name="TakenOut">Taken out, zero or more: at work until the end of the day.</param>
public readonly record struct ValuedDay(DateOnly Date, double Value, double PaidIn = 0, double TakenOut = 0);
