using Trading.Quant.Search.Sweeps;

namespace Trading.Quant.Search.Validation;

/// <summary>One round of a validation: parameters are chosen on some bars and judged on others.</summary>
/// <param name="Train">The bars on which they are chosen.</param>
/// <param name="Test">The bars on which the choice is judged.</param>
public sealed record ValidationFold(BarWindow Train, BarStretch Test);
