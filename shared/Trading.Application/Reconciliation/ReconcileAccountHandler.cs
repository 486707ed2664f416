using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.Realtime;
using Trading.Application.Risk;
using Trading.Application.Telemetry;
using Trading.Domain.Accounts;
using Trading.Domain.Reconciliation;

namespace Trading.Application.Reconciliation;

/// <summary>
/// Holds an account's books against its broker. What we missed is taken in first. A difference that remains while the broker's state stands still, and
/// that a second look finds again, is explained by nothing that is under way: then the account opens nothing until somebody has looked.
/// </summary>
public sealed class ReconcileAccountHandler(
    IAccountRepository accounts, IBooks books, IReconciliationRepository looks, GapFilling gaps, Brokers brokers, RiskSettings settings, IPush push, TimeProvider clock,
    ILogger<ReconcileAccountHandler> logger)
{
    /// <summary>What the reason of its halts begins with.</summary>
    public const string HaltReason = "Books and broker differ";

    private const int Rounds = 4;

    /// <summary>Looks at an account now.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Which account.</param>
    /// <param name="workflows">Where its orders' orchestrations run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What was found; null when the user has no such account, or it is only just being opened.</returns>
    public async Task<AccountReconciliation?> HandleAsync(UserId user, AccountId id, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user, id, cancellationToken) is not { } account || await books.FindAsync(user, id, cancellationToken) is null)
            return null;
        var before = await looks.FindAsync(user, id, cancellationToken);
        var look = await LookAsync(account, workflows, cancellationToken);
        look = look with { AgreedAt = look.Outcome is ReconciliationOutcome.Agrees ? look.At : before?.AgreedAt };
        // The halt comes first: what says that it differs has halted its account.
        if (look.Outcome is ReconciliationOutcome.Differs)
            await HaltAsync(look, cancellationToken);
        await looks.SaveAsync(look, cancellationToken);
        await TellAsync(look, before, cancellationToken);
        return look;
    }

    private async Task<AccountReconciliation> LookAsync(Account account, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var broker = brokers.Of(account.Broker);
        var recovered = 0;
        IReadOnlyList<Difference>? found = null;
        for (var round = 0; round < Rounds; round++)
        {
            if (await broker.StateAsync(account.User, account.Id, cancellationToken) is not { } first)
                return Of(account, ReconciliationOutcome.NotTold, [], recovered, booksVersion: 0);
            recovered += await gaps.FillAsync(account.User, account.Id, workflows, cancellationToken);
            var (differences, version) = await CompareAsync(account, first, cancellationToken);
            if (differences.Count > 0)
            {
                recovered += await gaps.FillEndedAsync(account.User, account.Id, workflows, cancellationToken);
                (differences, version) = await CompareAsync(account, first, cancellationToken);
            }

            // All that the broker had done by the first look is taken in by now. When it has done nothing since, both tell of one moment.
            if (await broker.StateAsync(account.User, account.Id, cancellationToken) is not { } last || !first.IsSameAs(last))
                continue;
            if (differences.Count == 0)
                return Of(account, ReconciliationOutcome.Agrees, differences, recovered, version);
            if (found is not null && found.SequenceEqual(differences))
                return Of(account, ReconciliationOutcome.Differs, differences, recovered, version);
            found = differences;
        }

        return Of(account, ReconciliationOutcome.Moving, [], recovered, booksVersion: 0);
    }

    private async Task<(IReadOnlyList<Difference> Differences, int Version)> CompareAsync(Account account, BrokerState state, CancellationToken cancellationToken)
    {
        var stored = await books.FindAsync(account.User, account.Id, cancellationToken) ?? throw new InvalidOperationException($"Account {account.Id} has no books any more.");
        return (ReconciliationRules.Compare(stored.Books, await gaps.OpenAsync(account.User, account.Id, cancellationToken), state), stored.Books.Version);
    }

    private AccountReconciliation Of(Account account, ReconciliationOutcome outcome, IReadOnlyList<Difference> differences, int recovered, int booksVersion) =>
        new(account.User, account.Id, clock.GetUtcNow(), outcome, differences) { Recovered = recovered, BooksVersion = booksVersion };

    private async Task HaltAsync(AccountReconciliation look, CancellationToken cancellationToken)
    {
        if (await settings.HaltAsync(look.User, look.Account, cancellationToken) is { IsHalted: true })
            return;
        var reason = $"{HaltReason}: {string.Join("; ", look.Differences)}.";
        await settings.SetHaltAsync(
            look.User, look.Account, isHalted: true, reason.Length <= RiskSettings.MaxReasonLength ? reason : $"{reason[..(RiskSettings.MaxReasonLength - 1)]}…", cancellationToken);
    }

    private async Task TellAsync(AccountReconciliation look, AccountReconciliation? before, CancellationToken cancellationToken)
    {
        ReconciliationTelemetry.Looks.Add(1, new KeyValuePair<string, object?>("outcome", look.Outcome.ToString()));
        if (look.Recovered > 0)
            logger.GapsFilled(look.Account.Value, look.Recovered);
        if (before is not null && look.SaysSameAs(before))
            return;
        if (look.Outcome is ReconciliationOutcome.Differs)
            logger.BooksDiffer(look.Account.Value, string.Join("; ", look.Differences));
        await push.ToUserAsync(look.User, PushMessages.Reconciled, ReconciliationView.Of(look), cancellationToken);
    }
}
