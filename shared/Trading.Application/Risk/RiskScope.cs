using System.Diagnostics.CodeAnalysis;
using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Risk;

/// <summary>What limits are set for. Written <c>user</c>, <c>account:ID</c> or <c>strategy:ID</c>.</summary>
public abstract record RiskScope
{
    private const int MaxIdLength = 64;

    private RiskScope()
    {
    }

    /// <summary>All that the user trades.</summary>
    public sealed record OfUser : RiskScope
    {
        /// <inheritdoc/>
        public override string ToString() => "user";
    }

    /// <summary>One account of the user.</summary>
    /// <param name="Id">Which.</param>
    public sealed record OfAccount(AccountId Id) : RiskScope
    {
        /// <inheritdoc/>
        public override string ToString() => $"account:{Id}";
    }

    /// <summary>One stored strategy of the user, on every account that it trades.</summary>
    /// <param name="Id">Which.</param>
    public sealed record OfStrategy(StrategyId Id) : RiskScope
    {
        /// <inheritdoc/>
        public override string ToString() => $"strategy:{Id}";
    }

    /// <summary>Reads a scope; an id has 1 to 64 letters, digits or hyphens.</summary>
    /// <returns>False for anything else. Whether there is such an account or strategy is not asked.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RiskScope? scope)
    {
        scope = text?.Split(':') switch
        {
            ["user"] => new OfUser(),
            ["account", var id] when IsId(id) => new OfAccount(new AccountId(id)),
            ["strategy", var id] when IsId(id) => new OfStrategy(new StrategyId(id)),
            _ => null,
        };
        return scope is not null;
    }

    private static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');
}
