using Trading.Domain.Accounts;

namespace Trading.Integrations.Clients;

/// <summary>Partition and row keys. What a user owns is in partitions that begin with the user's id.</summary>
internal static class Keys
{
    /// <summary>Follows the separator in the order of keys, so that <c>ge "a|"</c> and <c>lt "a}"</c> is all that begins with <c>a|</c>.</summary>
    public const string AfterSeparator = "}";

    public static string Of(UserId user, string part) => $"{user.Value}|{part}";

    public static string Of(UserId user, AccountId account) => Of(user, account.Value);

    /// <summary>A name from outside as part of a key: what keys may not contain is percent-encoded.</summary>
    public static string Escape(string name) => Uri.EscapeDataString(name);
}
