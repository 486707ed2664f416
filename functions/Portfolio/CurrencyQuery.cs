using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Trading.Application;
using Trading.Functions.Http;

namespace Trading.Functions.Portfolio;

/// <summary>Reads <c>?currency=KRW</c>: the currency in which the money of all is shown together.</summary>
internal static class CurrencyQuery
{
    private const int CodeLength = 3;

    /// <param name="request">The request.</param>
    /// <param name="currency">Its ISO 4217 code; null where none is asked for.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryRead(HttpRequest request, out string? currency, [NotNullWhen(false)] out IResult? problem)
    {
        var text = request.Query["currency"].ToString();
        (currency, problem) = (text.Length == 0 ? null : text.ToUpperInvariant(), null);
        if (currency is null || (currency.Length == CodeLength && currency.All(char.IsAsciiLetter)))
            return true;
        problem = Problems.Invalid("invalid-query", "currency", $"currency is {FieldErrors.Show(text)}; expected a code such as KRW.");
        return false;
    }
}
