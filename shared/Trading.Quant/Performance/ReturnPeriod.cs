namespace Trading.Quant.Performance;

/// <summary>What returns are summed up over.</summary>
public enum ReturnPeriod
{
    /// <summary>Each bar's day, UTC.</summary>
    Day,

    /// <summary>Months of the calendar.</summary>
    Month,

    /// <summary>Years of the calendar.</summary>
    Year,
}
