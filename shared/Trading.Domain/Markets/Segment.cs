namespace Trading.Domain.Markets;

/// <summary>What the trading rules of an exchange tell apart.</summary>
public enum Segment
{
    /// <summary>United States listed shares and funds.</summary>
    UnitedStates,

    /// <summary>Shares on KOSPI, the main board of Korea Exchange.</summary>
    Kospi,

    /// <summary>Shares on KOSDAQ, the growth board of Korea Exchange.</summary>
    Kosdaq,

    /// <summary>Exchange traded funds and notes of Korea Exchange.</summary>
    KoreanFund,
}
