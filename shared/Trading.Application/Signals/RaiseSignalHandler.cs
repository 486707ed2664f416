using System.Collections.Immutable;
using System.Globalization;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Orders;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.Signals;

namespace Trading.Application.Signals;

/// <summary>
/// Raises signals that are asked for. They take the path of a deployment's signals: stored, then queued, then exactly one order each; one that says to hold is stored, and that is all. What can be wrong with
/// their order is said at once, as it is of an order that somebody asks for.
/// </summary>
public sealed class RaiseSignalHandler(
    ISignalRepository signals, ISignalQueue queue, PlaceOrderHandler place, IBooks books, LatestPrices prices, IPush push, TimeProvider clock)
{
    private const int MaxName = 60;

    /// <summary>Raises a signal; with an id that is known it raises none and gives what is stored, and sends it on its way again.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="draft">As sent.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    /// <returns>The signal, or all that is wrong with the request; then nothing was stored.</returns>
    public async Task<Result<Signal, OrderFaults>> HandleAsync(
        UserId user, string id, SignalKind kind, SignalDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var request = RequestOf(id, kind, draft);
        var account = new AccountId(PlaceOrderHandler.IsId(draft.Account) ? draft.Account : "none");
        if (await signals.FindAsync(user, account, Signal.IdOf(user, account, id), cancellationToken) is { } known)
            return IsFor(draft, request, known) ? await SendAsync(known, cancellationToken) : KeyReused(known);
        var faults = Check(draft, request);
        var order = await OrderAsync(user, account, request, draft, faults, cancellationToken);
        if (!(await place.DraftAsync(user, new OrderId(id), order, cancellationToken)).TryGet(out var intent, out var wrong))
            faults.AddRange(wrong.Faults.Where(fault => !faults.Exists(other => other.Field == fault.Field)));
        if (faults.Count > 0 || intent is null)
            return new OrderFaults(faults);

        var last = await prices.FindAsync(intent.Instrument, cancellationToken);
        var signal = new Signal(
            user, Deployment: null, intent.Account, intent.Instrument, intent.Side, last?.BarTime ?? clock.GetUtcNow(), intent.ReferencePrice, clock.GetUtcNow())
        {
            Request = request with { Segment = intent.Segment },
            Reason = draft.Reason,
        };
        // Of two requests with one key at once the one that was stored counts.
        if (!await signals.AddAsync(signal, cancellationToken))
            return await signals.FindAsync(user, account, signal.Id, cancellationToken) is { } first && IsFor(draft, request, first) ? await SendAsync(first, cancellationToken) : KeyReused(signal);
        SignalTelemetry.Raised.Add(1);
        await push.ToUserAsync(user, PushMessages.SignalRaised, SignalRaised.Of(signal), cancellationToken);
        return await SendAsync(signal, cancellationToken);
    }

    private async Task<Signal> SendAsync(Signal signal, CancellationToken cancellationToken)
    {
        if (signal.LeadsToOrder)
            await queue.SendAsync(new SignalMessage(signal.User.Value, signal.Account.Value, signal.Id.Value), cancellationToken);
        return signal;
    }

    private static bool IsFor(SignalDraft draft, SignalRequest request, Signal known) =>
        draft.Market.Equals(known.Instrument.Market.Code, StringComparison.OrdinalIgnoreCase) && draft.Symbol.Equals(known.Instrument.Symbol, StringComparison.OrdinalIgnoreCase) &&
        draft.Reason == known.Reason && known.Request is { } made && (request with { Segment = request.Segment ?? made.Segment }).AsksForSameAs(made);

    private static OrderFaults KeyReused(Signal known) => new(
        [new OrderFault("Idempotency-Key", "idempotency-key-reused", $"The key raised signal {known.Id}, which is another one; expected a key of its own for every signal.")]);

    private static SignalRequest RequestOf(string id, SignalKind kind, SignalDraft draft) => new(id, kind)
    {
        Quantity = draft.Quantity,
        Cash = draft.Cash,
        CashShare = draft.CashShare,
        LimitPrice = draft.LimitPrice,
        Segment = draft.Segment,
        Tag = draft.Tag,
        Confidence = draft.Confidence,
        Evidence = draft.Evidence?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal),
    };

    private static List<OrderFault> Check(SignalDraft draft, SignalRequest request)
    {
        List<OrderFault> faults = [];
        if (draft.Reason.Trim().Length is 0 or > Signal.MaxReasonLength)
            faults.Add(new OrderFault("reason", "reason-malformed", $"reason is {FieldErrors.Show(draft.Reason)}; expected 1 to {Signal.MaxReasonLength} characters."));
        if (draft.Confidence is { } confidence and not (>= 0 and <= 1))
            faults.Add(new OrderFault("confidence", "confidence-out-of-range", string.Create(CultureInfo.InvariantCulture, $"confidence is {confidence}; expected 0 to 1.")));
        if (request.Evidence.Count > SignalRequest.MaxEvidence || request.Evidence.Keys.Any(name => name.Length is 0 or > MaxName))
            faults.Add(new OrderFault("evidence", "evidence-malformed", $"evidence has {request.Evidence.Count} figures; expected at most {SignalRequest.MaxEvidence}, with names of 1 to {MaxName} characters."));
        if (request.Kind is SignalKind.Hold)
        {
            foreach (var (field, isSet) in new[] { ("quantity", draft.Quantity is not null), ("cash", draft.Cash is not null), ("cashShare", draft.CashShare is not null), ("limitPrice", draft.LimitPrice is not null), ("tag", draft.Tag is not null) })
            {
                if (isSet)
                    faults.Add(new OrderFault(field, "hold-trades-nothing", $"A signal to hold leads to no order; expected no {field}."));
            }
        }
        else if (draft.CashShare is { } share and not (> 0 and <= 1))
            faults.Add(new OrderFault("cashShare", "cash-share-out-of-range", string.Create(CultureInfo.InvariantCulture, $"cashShare is {share}; expected above 0 and at most 1.")));
        else if (draft.CashShare is not null && request.Side is Side.Sell)
            faults.Add(new OrderFault("cashShare", "cash-share-not-allowed", "A sale is sized in units; expected a quantity, or nothing to sell all."));
        else if (draft.CashShare is not null && (draft.Quantity ?? draft.Cash) is not null)
            faults.Add(new OrderFault("cashShare", "size-ambiguous", "A signal has one of quantity, cash and cashShare; expected no cashShare beside another one."));
        return faults;
    }

    /// <summary>The order that it comes to as things stand now.</summary>
    private async Task<RequestedOrder> OrderAsync(
        UserId user, AccountId account, SignalRequest request, SignalDraft draft, List<OrderFault> faults, CancellationToken cancellationToken)
    {
        // What is looked at of one that says to hold is whether there is such an account and instrument.
        if (request.Kind is SignalKind.Hold)
            return new RequestedOrder(draft.Account, draft.Market, draft.Symbol, request.Side) { Quantity = 1, Segment = draft.Segment };
        var (quantity, cash) = (draft.Quantity, draft.Cash);
        var sizesItself = faults.Count == 0 && quantity is null && cash is null && (request.Side is Side.Sell || draft.CashShare is not null);
        if (sizesItself && Market.TryParse(draft.Market, out var market) && InstrumentId.TryCreate(market, draft.Symbol, out var instrument) &&
            await books.FindAsync(user, account, cancellationToken) is { Books: var held })
        {
            var (spendable, units) = (held.In(market.Currency).Cash, held.PositionIn(instrument).Units);
            var size = request.SizeFor(spendable, units);
            (quantity, cash) = ((size as OrderSize.Units)?.Quantity.Value, (size as OrderSize.Cash)?.Amount.Value);
            if (quantity is 0)
                faults.Add(new OrderFault("quantity", "nothing-held", $"The account holds no {instrument}; there is nothing to sell."));
            if (cash is 0)
                faults.Add(new OrderFault("cashShare", "no-cash", $"The account has {spendable} {market.Currency}; there is nothing to spend."));
        }

        return new RequestedOrder(draft.Account, draft.Market, draft.Symbol, request.Side)
        {
            Quantity = quantity,
            Cash = cash,
            Kind = request.Instructions.Kind,
            LimitPrice = draft.LimitPrice,
            Segment = draft.Segment,
            Tag = draft.Tag,
        };
    }
}
