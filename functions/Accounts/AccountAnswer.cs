using Trading.Domain.Accounts;

namespace Trading.Functions.Accounts;

/// <summary>An account as the API shows it.</summary>
internal sealed record AccountAnswer(string Id, string Name, AccountKind Kind, string Broker, string Currency, DateTimeOffset CreatedAt, int? Seed)
{
    public static AccountAnswer Of(Account account) => new(account.Id.Value, account.Name, account.Kind, account.Broker, account.Currency, account.CreatedAt, account.Seed);
}
