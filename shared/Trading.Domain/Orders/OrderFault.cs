namespace Trading.Domain.Orders;

/// <summary>What is wrong with one field of an order that somebody wants to make.</summary>
/// <param name="Field">The field, as the API names it.</param>
/// <param name="Code">Stable, lower case with hyphens; one for each way in which a field can be wrong.</param>
/// <param name="Message">The value found and what was expected.</param>
public sealed record OrderFault(string Field, string Code, string Message);
