namespace Trading.Application.Portfolio;

/// <summary>A session of a <see cref="CurrencySeries"/>.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Value">Worth at its end.</param>
/// <param name="PaidIn">Came from outside the currency that day.</param>
/// <param name="TakenOut">Left it.</param>
/// <param name="Got">Of what came, what was got for other currencies.</param>
/// <param name="Given">Of what left, what was given for other currencies.</param>
internal readonly record struct SeriesDay(DateOnly Date, decimal Value, decimal PaidIn, decimal TakenOut, decimal Got, decimal Given);
