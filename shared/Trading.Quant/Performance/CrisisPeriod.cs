namespace Trading.Quant.Performance;

/// <summary>A fall of the market that has a name.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="High">Session at whose close the fall began.</param>
/// <param name="Low">Session at whose close it ended.</param>
public sealed record CrisisPeriod(string Name, DateOnly High, DateOnly Low)
{
    /// <summary>
    /// Falls of American shares, oldest first: closing highs and lows of the S&amp;P 500, but for the two sudden ones, which have their
    /// days.
    /// </summary>
    public static IReadOnlyList<CrisisPeriod> Known { get; } =
    [
        new("Black Monday 1987", new(1987, 8, 25), new(1987, 12, 4)),
        new("Russian default and LTCM 1998", new(1998, 7, 17), new(1998, 8, 31)),
        new("Dot-com crash 2000-2002", new(2000, 3, 24), new(2002, 10, 9)),
        new("September 11, 2001", new(2001, 9, 10), new(2001, 9, 21)),
        new("Global financial crisis 2007-2009", new(2007, 10, 9), new(2009, 3, 9)),
        new("Flash crash, May 2010", new(2010, 5, 5), new(2010, 5, 7)),
        new("US downgrade and euro crisis, August 2011", new(2011, 7, 22), new(2011, 8, 8)),
        new("China devaluation, August 2015", new(2015, 8, 17), new(2015, 8, 25)),
        new("Fourth quarter 2018", new(2018, 9, 20), new(2018, 12, 24)),
        new("Covid crash 2020", new(2020, 2, 19), new(2020, 3, 23)),
        new("Bear market 2022", new(2022, 1, 3), new(2022, 10, 12)),
        new("Tariff shock 2025", new(2025, 2, 19), new(2025, 4, 8)),
    ];
}
