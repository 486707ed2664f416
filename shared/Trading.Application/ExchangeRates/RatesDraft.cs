using Trading.Domain;
using Trading.Domain.MarketData;

namespace Trading.Application.ExchangeRates;

/// <summary>Rates of a pair as somebody sends them.</summary>
/// <param name="Rates">One a day, 1 to <see cref="MaxRates"/>, in any order.</param>
public sealed record RatesDraft(IReadOnlyList<ExchangeRate>? Rates)
{
    /// <summary>Most rates of one request.</summary>
    public const int MaxRates = 20_000;

    // A unit of the dearest currency buys some fifty thousand of the cheapest; what is beyond a billion is a mistake.
    private const decimal Least = 0.000_000_001m;
    private const decimal Most = 1_000_000_000m;

    /// <summary>The rates, oldest first, or what is wrong with them.</summary>
    public Result<ExchangeRate[], FieldErrors> Read()
    {
        var errors = new FieldErrors();
        if (Rates is not { Count: > 0 and <= MaxRates })
        {
            errors.Add("rates", $"rates has {Rates?.Count ?? 0} entries; expected 1 to {MaxRates}.");
            return errors;
        }

        HashSet<DateOnly> days = [];
        for (var i = 0; i < Rates.Count; i++)
        {
            var (day, rate) = Rates[i];
            if (day == default)
                errors.Add($"rates[{i}].date", "date is missing; expected a day such as 2024-06-28.");
            else if (!days.Add(day))
                errors.Add($"rates[{i}].date", $"date is '{day:yyyy-MM-dd}', which an entry before it has; expected one rate a day.");
            if (rate is < Least or > Most)
                errors.Add($"rates[{i}].rate", $"rate is '{rate}'; expected a number from {Least} to {Most}.");
        }

        return errors.IsEmpty ? Rates.OrderBy(rate => rate.Date).ToArray() : errors;
    }
}
