namespace Trading.Quant.Performance;

/// <summary>How a Monte Carlo path is drawn from changes that happened.</summary>
public enum ResamplingMethod
{
    /// <summary>The same changes in random order: every path ends alike, but falls differently.</summary>
    Permutation,

    /// <summary>As many changes, each drawn anew from all. Takes them as independent.</summary>
    Bootstrap,

    /// <summary>
    /// Blocks of a fixed length from random starts, the last change followed by the first. Keeps what lasts shorter than a block.
    /// </summary>
    /// <remarks>Politis and Romano (1992), A circular block-resampling procedure for stationary data.</remarks>
    CircularBlock,

    /// <summary>Blocks of random, geometrically distributed lengths from random starts, the last change followed by the first.</summary>
    /// <remarks>Politis and Romano (1994), The stationary bootstrap, Journal of the American Statistical Association 89(428).</remarks>
    StationaryBlock,
}
