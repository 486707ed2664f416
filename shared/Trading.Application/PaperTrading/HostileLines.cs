using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Domain.Accounts;

namespace Trading.Application.PaperTrading;

/// <summary>The lines to the hostile simulators: one for each account that has a seed, which decides all that goes wrong on it.</summary>
public sealed class HostileLines(IAccountRepository accounts, TimeProvider clock, ILogger<HostileLines> logger)
{
    private readonly ConcurrentDictionary<(UserId User, AccountId Account), BrokerLine> lines = [];

    /// <summary>The line of an account; null for an account whose broker is at its best. It begins anew with the process.</summary>
    public async Task<BrokerLine?> FindAsync(UserId user, AccountId account, CancellationToken cancellationToken)
    {
        if (lines.TryGetValue((user, account), out var known))
            return known;
        if (await accounts.FindAsync(user, account, cancellationToken) is not { Seed: { } seed })
            return null;
#pragma warning disable RS0030 // Seeded.
        var line = new BrokerLine(BrokerFaults.Hostile, clock, new Random(seed), what => logger.SimulatedFault(account.Value, what));
#pragma warning restore RS0030
        return lines.GetOrAdd((user, account), line);
    }
}
