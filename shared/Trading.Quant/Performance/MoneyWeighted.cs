namespace Trading.Quant.Performance;

/// <summary>
/// Money-weighted return: the yearly rate at which all that was put in is worth, on any day, what came back. Flows may have no such rate, or several;
/// then there is no one answer, and none is made up.
/// </summary>
/// <param name="Growths">Every rate found, as the logarithm of what money becomes in a year, ascending.</param>
/// <param name="Years">Years of 365 days from the first flow to the last.</param>
/// <remarks>
/// The sum over flows of amount / (1 + rate)^(days / 365) is zero, as Excel's XIRR has it. Where the flows change sign once in the order of time there is
/// exactly one rate (Descartes' rule of signs); else they are looked for from -99 % to 14,700 % in steps of a hundredth of the logarithm of growth, so
/// that two rates closer together than that may be missed.
/// </remarks>
public sealed record MoneyWeighted(IReadOnlyList<double> Growths, double Years)
{
    private const double DaysPerYear = 365;

    // A day that loses all but a billionth has a growth of -7,600 a year.
    private const double Widest = 100_000;
    private const double Searched = 5;
    private const double Step = 0.01;

    /// <summary>The rates found, as simple rates a year, ascending; infinite where a number can't hold one.</summary>
    public IEnumerable<double> Rates => Growths.Select(growth => Math.Exp(growth) - 1);

    /// <summary>The yearly rate; NaN when there is none or more than one.</summary>
    public double Annual => Growths.Count == 1 ? Math.Exp(Growths[0]) - 1 : double.NaN;

    /// <summary>What that rate makes of the whole time. To be shown instead of <see cref="Annual"/> for less than a year, as GIPS asks.</summary>
    public double OverPeriod => Growths.Count == 1 ? Math.Exp(Growths[0] * Years) - 1 : double.NaN;

    /// <summary>The rates of flows.</summary>
    /// <param name="flows">In any order; those of one day are added up.</param>
    public static MoneyWeighted Of(IEnumerable<CashFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        CashFlow[] days =
        [
            .. flows.GroupBy(flow => flow.Date).Select(day => new CashFlow(day.Key, day.Sum(flow => flow.Amount)))
                .Where(day => day.Amount != 0).OrderBy(day => day.Date),
        ];
        if (days.Length == 0)
            return new MoneyWeighted([], 0);
        var terms = Array.ConvertAll(days, day => (Years: (day.Date.DayNumber - days[0].Date.DayNumber) / DaysPerYear, day.Amount));
        var changes = days.Zip(days.Skip(1)).Count(pair => Math.Sign(pair.First.Amount) != Math.Sign(pair.Second.Amount));
        double[] growths = changes switch
        {
            0 => [],
            1 => Between(terms, -Widest, Widest),
            _ => [.. Enumerable.Range(0, (int)(2 * Searched / Step)).SelectMany(i => Between(terms, -Searched + (i * Step), -Searched + ((i + 1) * Step)))],
        };
        return new MoneyWeighted(growths, terms[^1].Years);
    }

    /// <summary>The rates of what was worth <paramref name="before"/> on a day and was moved and valued on the days after.</summary>
    /// <param name="start">The day before the first.</param>
    /// <param name="before">Worth on that day.</param>
    /// <param name="days">Oldest first.</param>
    public static MoneyWeighted Of(DateOnly start, double before, IReadOnlyList<ValuedDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return Of(days.Select(day => new CashFlow(day.Date, day.TakenOut - day.PaidIn))
            .Append(new CashFlow(start, -before))
            .Append(days.Count == 0 ? default : new CashFlow(days[^1].Date, days[^1].Value)));
    }

    /// <summary>The growth per year, as a logarithm, in [low, high) at which the sum crosses zero; nothing when both ends have one sign.</summary>
    private static double[] Between((double Years, double Amount)[] terms, double low, double high)
    {
        var (atLow, atHigh) = (SignAt(terms, low), SignAt(terms, high));
        if (atLow == 0)
            return [low];
        if (atHigh == 0 || atLow == atHigh)
            return [];
        // Halving needs nothing but signs, so neither a flat stretch nor an overflow leads it astray.
        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            if (SignAt(terms, middle) == atLow)
                low = middle;
            else
                high = middle;
        }

        return [high];
    }

    /// <summary>Sign of the sum, seen from the end at which no term grows beyond its amount.</summary>
    private static int SignAt((double Years, double Amount)[] terms, double growth)
    {
        var (sum, from) = (0.0, growth < 0 ? terms[^1].Years : 0);
        foreach (var (years, amount) in terms)
            sum += amount * Math.Exp(growth * (from - years));
        return Math.Sign(sum);
    }
}
