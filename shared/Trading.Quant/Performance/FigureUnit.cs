namespace Trading.Quant.Performance;

/// <summary>What a figure is measured in.</summary>
public enum FigureUnit
{
    /// <summary>A part of something: 0.01 is one percent.</summary>
    Fraction,

    /// <summary>Dimensionless.</summary>
    Ratio,

    /// <summary>The account's currency.</summary>
    Money,

    /// <summary>Bars of the curve.</summary>
    Bars,

    /// <summary>Days of the calendar.</summary>
    Days,

    /// <summary>How many.</summary>
    Count,
}
