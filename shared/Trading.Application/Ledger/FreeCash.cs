using System.Globalization;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Ledger;

/// <summary>Cash that no open order may still need.</summary>
public sealed class FreeCash(IOrderRepository orders)
{
    /// <summary>Notes it by field when an amount is more than the free cash of its currency.</summary>
    /// <param name="stored">The books.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="amount">What is to be taken out.</param>
    /// <param name="errors">Where it is noted, under <c>amount</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task CheckAsync(StoredBooks stored, string currency, Money amount, FieldErrors errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(errors);
        var cash = stored.Books.In(currency).Cash;
        var reserved = await ReservedAsync(stored.User, stored.Books.Account, currency, cancellationToken);
        if (amount > cash - reserved)
        {
            errors.Add("amount", string.Create(CultureInfo.InvariantCulture,
                $"amount is {amount}; expected at most {Math.Max(0, (cash - reserved).Value)} {currency}, the cash of {cash} less {reserved} for open orders"));
        }
    }

    /// <summary>What open purchases are worth, less what of them is paid already.</summary>
    private async Task<Money> ReservedAsync(UserId user, AccountId account, string currency, CancellationToken cancellationToken)
    {
        var reserved = Money.Zero;
        await foreach (var order in orders.ListOpenAsync(user, account, cancellationToken))
        {
            if (order.Intent.Side is not Side.Buy || order.Intent.Instrument.Market.Currency != currency)
                continue;
            var paid = order.Executions.Where(execution => order.Booked.Contains(execution.Id)).Sum(execution => (execution.Price * execution.Quantity).Value);
            reserved += new Money(Math.Max(0, order.Intent.Value.Value - paid));
        }

        return reserved;
    }
}
