using System.Globalization;
using Trading.Application.Orders;
using Trading.Domain.Accounts;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>Shows a user's signals, those of deployments among them, and what became of each.</summary>
public sealed class GetSignalsHandler(ISignalRepository signals, IOrderRepository orders)
{
    /// <summary>Most signals of one page.</summary>
    public const int MaxPage = 100;

    /// <summary>A page of signals, newest first.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="kind">Those that say this; null for all.</param>
    /// <param name="account">Those for this account; null for all.</param>
    /// <param name="limit">Signals of the page, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="continuation">From the page before; null for the first. A text that is no continuation starts anew.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<SignalPage> ListAsync(
        UserId user, SignalKind? kind, AccountId? account, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        List<(string Place, Signal Signal)> found = [];
        await foreach (var signal in signals.ListAsync(user, account, cancellationToken))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{signal.RaisedAt.UtcTicks:D19}-{signal.Id}");
            if ((kind is null || signal.Kind == kind) && (continuation is null || string.CompareOrdinal(place, continuation) < 0))
                found.Add((place, signal));
        }

        found.Sort((left, right) => string.CompareOrdinal(right.Place, left.Place));
        List<SignalView> page = [];
        foreach (var (_, signal) in found.Take(limit))
            page.Add(await ViewAsync(signal, cancellationToken));
        return new SignalPage(page, found.Count > limit ? found[limit - 1].Place : null);
    }

    /// <summary>A signal and what became of it so far.</summary>
    public async Task<SignalView> ViewAsync(Signal signal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return SignalView.Of(signal, (await orders.FindAsync(new OrderKey(signal.User, signal.Account, signal.OrderId), cancellationToken))?.Order);
    }
}
