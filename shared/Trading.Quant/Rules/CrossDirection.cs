namespace Trading.Quant.Rules;

/// <summary>How a number may cross another.</summary>
public enum CrossDirection
{
    /// <summary>Either way.</summary>
    Either,

    /// <summary>Upwards.</summary>
    Above,

    /// <summary>Downwards.</summary>
    Below,
}
