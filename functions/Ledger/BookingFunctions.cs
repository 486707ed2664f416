using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Application;
using Trading.Application.Identity;
using Trading.Application.Ledger;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Functions.Http;

namespace Trading.Functions.Ledger;

/// <summary>
/// Books by hand what no trade brings. With an <c>Idempotency-Key</c> that was used before each gives what was booked then; what is new is
/// answered with 201, what was known with 200.
/// </summary>
public sealed class BookingFunctions(
    MoveCashHandler cash, BookPaymentHandler payments, ConvertCurrencyHandler conversions, ApplyCorporateActionHandler corporateActions,
    ICurrentUser currentUser, TimeProvider clock)
{
    /// <summary>The owner pays in: <c>amount</c>, and <c>currency</c> where it is not the account's own.</summary>
    [Function("Deposit")]
    public Task<IResult> DepositAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/deposit")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        BookAsync<CashDraft>(
            request, id, "deposit", (account, reference, draft) => cash.DepositAsync(currentUser.Id, account, reference, draft, cancellationToken), cancellationToken);

    /// <summary>The owner takes out at most the free cash: as <see cref="DepositAsync"/>.</summary>
    [Function("Withdrawal")]
    public Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/withdrawal")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        BookAsync<CashDraft>(
            request, id, "withdrawal", (account, reference, draft) => cash.WithdrawAsync(currentUser.Id, account, reference, draft, cancellationToken), cancellationToken);

    /// <summary>Interest, fees or taxes: <c>kind</c>, a signed <c>amount</c>, and <c>currency</c> where it is not the account's own.</summary>
    [Function("BookPayment")]
    public Task<IResult> PayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/payments")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        BookAsync<PaymentDraft>(
            request, id, "payment", (account, reference, draft) => payments.HandleAsync(currentUser.Id, account, reference, draft, cancellationToken), cancellationToken);

    /// <summary>Cash of one currency was exchanged for another: <c>from</c>, <c>to</c>, <c>amount</c> given, <c>rate</c>.</summary>
    [Function("ConvertCurrency")]
    public Task<IResult> ConvertAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/conversions")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        BookAsync<ConversionDraft>(
            request, id, "conversion", (account, reference, draft) => conversions.HandleAsync(currentUser.Id, account, reference, draft, cancellationToken), cancellationToken);

    /// <summary>
    /// A split (<c>ratio</c>, <c>inLieuPrice</c>) or a dividend (<c>dividend</c>, <c>withholdingRate</c>) of an <c>instrument</c> at an
    /// <c>exDate</c>. It needs no key: the same action is booked once.
    /// </summary>
    [Function("ApplyCorporateAction")]
    public Task<IResult> ApplyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "accounts/{id}/corporate-actions")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        BookAsync<CorporateActionDraft>(
            request, id, "corporate-action", (account, _, draft) => corporateActions.HandleAsync(currentUser.Id, account, draft, cancellationToken), cancellationToken);

    private async Task<IResult> BookAsync<T>(
        HttpRequest request, string id, string kind, Func<AccountId, string, T, Task<Result<BookedView, FieldErrors>?>> book, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IdempotencyKey.ReadId(request, kind, currentUser.Id, clock, out var reference) is { } wrongKey)
            return wrongKey;
        if (!PathId.IsValid(id))
            return LedgerFunctions.NoAccount(id);
        var body = await RequestBody.ReadJsonAsync<T>(request, cancellationToken);
        if (!body.TryGet(out var draft, out var problem))
            return problem;
        if (await book(new AccountId(id), reference, draft) is not { } booked)
            return LedgerFunctions.NoAccount(id);
        return booked.Match<IResult>(
            ok: view => Results.Json(view, ApiJson.Responses, statusCode: view.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            refused: errors => Problems.Invalid($"invalid-{kind}", errors.ToString(), errors.ToDictionary()));
    }
}
