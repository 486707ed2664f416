using System.Globalization;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Markets;
using Trading.Domain.Values;

namespace Trading.Application.Accounts;

/// <summary>Opens accounts with the simulated broker.</summary>
public sealed class OpenAccountHandler(IAccountRepository accounts, IBooks books, PaperBroker broker, Brokers brokers, TimeProvider clock)
{
    /// <summary>Most that an account may start with.</summary>
    public const decimal MaxBalance = 1_000_000_000_000m;

    /// <summary>Opens an account; with an id that is known it changes nothing and completes what an attempt before it left undone.</summary>
    /// <returns>The account; another one when that stands in its way, since there is one of a kind with each broker; or what is wrong with the request.</returns>
    public async Task<Result<Account, FieldErrors>> HandleAsync(UserId user, AccountId id, AccountDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var errors = new FieldErrors();
        var name = draft.Name.Trim();
        if (name.Length is 0 or > Account.MaxNameLength)
            errors.Add("name", $"name is {FieldErrors.Show(draft.Name)}; expected 1 to {Account.MaxNameLength} characters.");
        if (draft.Kind is not AccountKind.Simulator)
            errors.Add("kind", $"kind is '{draft.Kind.ToString().ToLowerInvariant()}'; expected 'simulator': no broker for real money is connected, and a deployment opens its own account.");
        var code = draft.Broker ?? PaperBroker.Code;
        if (!brokers.Codes.Contains(code))
            errors.Add("broker", $"broker is {FieldErrors.Show(draft.Broker)}; expected one of {string.Join(", ", brokers.Codes)}.");
        if (HostileSimulator.IsCode(code) != draft.Seed.HasValue)
            errors.Add("seed", draft.Seed is { } unwanted
                ? string.Create(CultureInfo.InvariantCulture, $"seed is {unwanted}; only an account with {HostileSimulator.Code} or {HostileSimulator.OwnIdsCode} has one.")
                : $"seed is missing; an account with {code} has one, a whole number that decides what goes wrong.");
        if (!Market.All.Any(market => market.Currency == draft.Currency))
            errors.Add("currency", $"currency is {FieldErrors.Show(draft.Currency)}; expected one of {string.Join(", ", Market.All.Select(market => market.Currency))}.");
        if (draft.InitialBalance is < 0 or > MaxBalance || draft.InitialBalance != decimal.Round(draft.InitialBalance, Money.Decimals))
            errors.Add("initialBalance", string.Create(
                CultureInfo.InvariantCulture, $"initialBalance is {draft.InitialBalance}; expected 0 to {MaxBalance} with at most {Money.Decimals} decimals."));
        if (!errors.IsEmpty)
            return errors;

        var account = await accounts.AddAsync(new Account(user, id, name, draft.Kind, code, draft.Currency, clock.GetUtcNow()) { Seed = draft.Seed }, cancellationToken);
        if (account.Id != id)
            return account;
        await OpenAsync(account, new Money(draft.InitialBalance), cancellationToken);
        return account;
    }

    /// <summary>Gives an account its books and what it starts with, at the simulated broker and in the books. Done again it changes nothing.</summary>
    public async Task OpenAsync(Account account, Money balance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var empty = new StoredBooks(account.User, AccountBooks.Empty(account.Id, account.Currency), Tag: null);
        var entry = balance == Money.Zero
            ? Bookkeeping.Opening(account.Id, account.CreatedAt)
            : Bookkeeping.Deposit(account.Id, balance, Reference, account.CreatedAt);
        // The broker comes first: books that speak of money which it never had would not reconcile.
        await broker.MoveAsync(account.User, account.Id, PaperMovement.Of(entry, account.Currency), cancellationToken);
        // Already posted, or changed since, means that an attempt before this one got so far.
        await books.TryPostAsync(empty, entry, cancellationToken);
    }

    private const string Reference = "opening";
}
