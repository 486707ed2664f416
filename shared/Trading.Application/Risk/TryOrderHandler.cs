using System.Globalization;
using Trading.Application.Ledger;
using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Risk;
using Trading.Domain.Values;

namespace Trading.Application.Risk;

/// <summary>Says what the checks would say of an order if it were made now. Stores and sends nothing.</summary>
public sealed class TryOrderHandler(RiskContextReader contexts, IDeploymentRepository deployments, IBooks books)
{
    /// <summary>Largest quantity and price.</summary>
    public const decimal Largest = 1_000_000_000_000m;

    /// <summary>The verdict, or what is wrong with the order by field.</summary>
    public async Task<Result<RiskVerdict, FieldErrors>> HandleAsync(UserId user, OrderDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new FieldErrors();
        Check("quantity", draft.Quantity, errors);
        if (draft.Quantity != decimal.Round(draft.Quantity, Quantity.Decimals))
            errors.Add("quantity", string.Create(CultureInfo.InvariantCulture, $"quantity is {draft.Quantity}; expected at most {Quantity.Decimals} decimals."));
        Check("limitPrice", draft.LimitPrice, errors);
        Check("referencePrice", draft.ReferencePrice, errors);
        var account = new AccountId(draft.Account);
        var isId = RiskScope.TryParse($"account:{draft.Account}", out _);
        var deployment = isId ? (await deployments.FindAsync(user, new DeploymentId(account.Value), cancellationToken))?.Deployment : null;
        var held = isId ? await books.FindAsync(user, account, cancellationToken) : null;
        if (deployment is null || held is null)
            errors.Add("account", $"account is {FieldErrors.Show(draft.Account)}; expected the id of an account of yours.");
        else if ((draft.ReferencePrice ?? deployment.LastClose?.Value) is null)
            errors.Add("referencePrice", "referencePrice is missing; expected a price, since the account has seen none yet.");
        if (!errors.IsEmpty)
            return errors;

        var instrument = deployment!.Strategy.Instrument;
        var units = held!.Books.PositionIn(instrument).Units;
        var effect = units * (draft.Side is Side.Buy ? -1 : 1) >= draft.Quantity ? OrderEffect.Reducing : OrderEffect.Opening;
        var order = new RiskOrder(
            instrument, draft.Side, new OrderSize.Units(new Quantity(draft.Quantity)), effect,
            draft.ReferencePrice is { } price ? new Price(price) : deployment.LastClose!.Value, draft.LimitPrice is { } limit ? new Price(limit) : null);
        return RiskRules.Judge(RiskRules.All, await contexts.ReadAsync(user, account, order, null, cancellationToken));
    }

    private static void Check(string field, decimal? value, FieldErrors errors)
    {
        if (value is <= 0 or > Largest)
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{field} is {value}; expected more than 0 and at most {Largest}."));
    }
}
