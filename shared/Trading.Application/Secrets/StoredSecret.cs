namespace Trading.Application.Secrets;

/// <summary>What may be known of a secret: all but its value.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="UpdatedAt">When its present value was set, UTC.</param>
public sealed record StoredSecret(SecretName Name, DateTimeOffset UpdatedAt);
