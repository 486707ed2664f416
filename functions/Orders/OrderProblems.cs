using Microsoft.AspNetCore.Http.HttpResults;
using Trading.Application.Orders;
using Trading.Functions.Http;

namespace Trading.Functions.Orders;

/// <summary>What is wrong with an order, as an answer: <c>errors</c> by field, <c>codes</c> by field beside them, and as <c>code</c> the one there is, or another one for several.</summary>
internal static class OrderProblems
{
    public static ProblemHttpResult Of(OrderFaults faults) => Of(faults, several: "invalid-order");

    public static ProblemHttpResult Of(OrderFaults faults, string several)
    {
        var byField = faults.Faults.GroupBy(fault => fault.Field, StringComparer.Ordinal).ToList();
        var problem = Problems.Invalid(
            faults.Faults is [var only] ? only.Code : several, faults.ToString(),
            byField.ToDictionary(field => field.Key, field => field.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal));
        problem.ProblemDetails.Extensions["codes"] = byField.ToDictionary(field => field.Key, field => field.Select(fault => fault.Code).ToArray(), StringComparer.Ordinal);
        return problem;
    }
}
