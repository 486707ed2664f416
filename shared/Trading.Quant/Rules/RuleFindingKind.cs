namespace Trading.Quant.Rules;

/// <summary>What may be wrong with a rule that is written right.</summary>
public enum RuleFindingKind
{
    /// <summary>It, or a part of it, can never hold.</summary>
    NeverHolds,

    /// <summary>It, or a part of it, holds whenever it is known.</summary>
    AlwaysHolds,

    /// <summary>There are fewer bars than it needs before all of it is known.</summary>
    WarmupTooLong,

    /// <summary>It needs data that is not there.</summary>
    MissingData,
}
