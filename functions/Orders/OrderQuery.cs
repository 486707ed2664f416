using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Trading.Application;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Functions.Http;

namespace Trading.Functions.Orders;

/// <summary>Reads which orders a request asks for: <c>?account=</c>, <c>?symbol=</c>, <c>?side=</c>, <c>?status=</c>.</summary>
internal static class OrderQuery
{
    private const string Open = "open";
    private const string Done = "done";

    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out OrderFilter? filter, [NotNullWhen(false)] out IResult? problem)
    {
        var errors = new FieldErrors();
        string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

        var (side, status) = (Text("side"), Text("status"));
        if (side is not null && !IsName<Side>(side))
            errors.Add("side", Expected(side, Enum.GetNames<Side>()));
        if (status is not null && status is not (Open or Done) && !IsName<OrderStatus>(status))
            errors.Add("status", Expected(status, [Open, Done, .. Enum.GetNames<OrderStatus>()]));
        problem = errors.IsEmpty ? null : Problems.Invalid("invalid-query", errors.ToString(), errors.ToDictionary());
        filter = errors.IsEmpty
            ? new OrderFilter(
                Text("account") is { } account ? new AccountId(account) : null,
                Text("symbol"),
                side is null ? null : Enum.Parse<Side>(side, ignoreCase: true),
                status is null or Open or Done ? null : Enum.Parse<OrderStatus>(status, ignoreCase: true),
                status is Open or Done ? status is Done : null)
            : null;
        return filter is not null;
    }

    private static bool IsName<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Expected(string found, string[] names) =>
        $"{FieldErrors.Show(found)} was found; expected one of {string.Join(", ", names.Select(name => char.ToLowerInvariant(name[0]) + name[1..]))}.";
}
