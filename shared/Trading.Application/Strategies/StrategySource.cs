using Trading.Domain.Accounts;
using Trading.Domain.Strategies;

namespace Trading.Application.Strategies;

/// <summary>A version of a stored strategy that a request names.</summary>
internal static class StrategySource
{
    /// <summary>Finds it.</summary>
    /// <param name="strategies">Where strategies are kept.</param>
    /// <param name="user">Owner.</param>
    /// <param name="id">As sent in <c>strategyId</c>.</param>
    /// <param name="version">As sent in <c>strategyVersion</c>; null for the newest.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when there is none.</returns>
    public static async Task<StrategyRevision?> FindAsync(
        IStrategyRepository strategies, UserId user, string id, int? version, FieldErrors errors, CancellationToken cancellationToken)
    {
        var strategy = new StrategyId(id);
        if (await strategies.FindAsync(user, strategy, cancellationToken) is not { } stored)
        {
            errors.Add("strategyId", $"there is no strategy {FieldErrors.Show(id)}");
            return null;
        }

        if (version is not { } number)
            return stored.Newest;
        if (await strategies.FindVersionAsync(user, strategy, number, cancellationToken) is { } revision)
            return revision;
        errors.Add("strategyVersion", $"strategyVersion is {number}; expected 1 to {stored.Version}");
        return null;
    }
}
