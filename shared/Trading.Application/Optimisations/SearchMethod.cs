namespace Trading.Application.Optimisations;

/// <summary>How combinations are chosen.</summary>
public enum SearchMethod
{
    /// <summary>Every one, in order.</summary>
    Grid,

    /// <summary>Drawn at random, none twice.</summary>
    Random,

    /// <summary>Where a model of the trials so far expects the largest improvement.</summary>
    Bayesian,

    /// <summary>Children of the best so far.</summary>
    Genetic,
}
