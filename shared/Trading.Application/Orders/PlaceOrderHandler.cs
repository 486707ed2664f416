using System.Globalization;
using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.MarketData;
using Trading.Application.Telemetry;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Matching;
using Trading.Domain.Orders;
using Trading.Domain.Values;

namespace Trading.Application.Orders;

/// <summary>Makes orders at a person's wish. They take the path that those of signals take: the intent is stored, then its orchestration starts.</summary>
public sealed class PlaceOrderHandler(
    IOrderRepository orders, IAccountRepository accounts, IBooks books, LatestPrices prices, Brokers brokers, TimeProvider clock, ILogger<PlaceOrderHandler> logger)
{
    private const int MaxIdLength = 64;

    /// <summary>Makes an order; with an id that is known it makes none and gives what is stored.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="id">Chosen by the caller.</param>
    /// <param name="request">As sent.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    /// <returns>The order, or all that is wrong with the request; then nothing was stored.</returns>
    public async Task<Result<Order, OrderFaults>> HandleAsync(
        UserId user, OrderId id, RequestedOrder request, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await orders.LocateAsync(user, id, cancellationToken) is { } key && await orders.FindAsync(key, cancellationToken) is { Order.Intent: var known })
            return request.IsFor(known) ? await StoreAsync(known, workflows, cancellationToken) : KeyReused(known);
        if (!(await DraftAsync(user, id, request, cancellationToken)).TryGet(out var intent, out var wrong))
            return wrong;
        return await StoreAsync(intent, workflows, cancellationToken);
    }

    /// <summary>The intent that a request comes to, or all that is wrong with it; stores nothing.</summary>
    internal async Task<Result<NewOrder, OrderFaults>> DraftAsync(UserId user, OrderId id, RequestedOrder request, CancellationToken cancellationToken)
    {
        List<OrderFault> faults = [];
        var account = await FindAccountAsync(user, request.Account, faults, cancellationToken);
        var (instrument, segment) = ReadInstrument(request, faults);
        var last = instrument is { } named ? await prices.FindAsync(named, cancellationToken) : null;
        if (instrument is not null && last is null)
            faults.Add(new OrderFault("symbol", "symbol-without-price", $"No bars of {instrument} are stored, so there is no price to value the order by; import them first."));
        var size = ReadSize(request, faults);
        var instructions = request.Instructions;
        if (segment is { } listed)
            faults.AddRange(OrderInstructionRules.Check(instructions, size, listed, clock.GetUtcNow()));
        ReadNames(request, faults);
        if (account is not null)
            CheckCapabilities(brokers.Of(account.Broker).Capabilities, request, faults);
        if (request.Bracket is { } bracket && segment is { } place && last is not null)
            faults.AddRange(ExitPlanRules.Check(bracket, request.Side, ExpectedPrice(instructions, last.Price), place, clock.GetUtcNow(), "bracket."));
        if (faults.Count > 0)
            return new OrderFaults(faults);

        var held = (await books.FindAsync(user, account!.Id, cancellationToken))?.Books.PositionIn(instrument!.Value).Units ?? 0;
        if (request.Bracket is not null && held * (request.Side is Side.Buy ? -1 : 1) > 0)
            return new OrderFaults([new OrderFault("bracket", "bracket-not-allowed", string.Create(CultureInfo.InvariantCulture, $"The account holds {held} of {instrument}, which the order makes smaller; expected a bracket only of an order that opens."))]);
        return new NewOrder(
            id, user, account.Id, instrument!.Value, request.Side, size!, EffectOf(request.Side, size!, held), last!.Price, Signal: null, Deployment: null, clock.GetUtcNow())
        {
            Instructions = instructions,
            Broker = account.Broker,
            Segment = segment,
            Tag = request.Tag,
            Group = request.Group,
            Bracket = request.Bracket,
        };
    }

    /// <summary>Puts another order in the place of one that works: what that one trades until it has ended counts for the new one.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="replaced">The order to replace.</param>
    /// <param name="id">Id of the new one, chosen by the caller.</param>
    /// <param name="request">What is to change.</param>
    /// <param name="workflows">Where its orchestration runs.</param>
    /// <param name="cancellationToken">Ends the attempt; a repeated call with the same id completes what is missing.</param>
    /// <returns>The new order; null when the user has no such order to replace; or all that is wrong with the request.</returns>
    public async Task<Result<Order?, OrderFaults>> ReplaceAsync(
        UserId user, OrderId replaced, OrderId id, OrderReplacement request, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await orders.LocateAsync(user, replaced, cancellationToken) is not { } key || await orders.FindAsync(key, cancellationToken) is not { Order: var before })
            return default(Order);
        var old = before.Intent;
        if (await orders.FindAsync(key with { Id = id }, cancellationToken) is { Order.Intent: var known })
            return known.Replaces == replaced && request.IsFor(old, known) ? await StoreAsync(known, workflows, cancellationToken) : KeyReused(known);
        if (before.IsDone || before.ReplacedBy is not null)
            return new OrderFaults([new OrderFault("id", "order-ended", $"The order is {before.Status.ToString().ToLowerInvariant()}{(before.ReplacedBy is { } by ? $" and replaced by {by}" : "")}; expected one that works.")]);
        if (old.Deployment is not null || old.Size is not OrderSize.Units)
            return new OrderFaults([new OrderFault("id", "order-not-replaceable", "Only an order that a person made and that is sized in units can be replaced.")]);

        List<OrderFault> faults = [];
        if (request.Quantity is <= 0)
            faults.Add(NoQuantity(request.Quantity.Value));
        var size = request.Quantity is <= 0 ? old.Size : request.SizeOf(old);
        var instructions = request.ApplyTo(old.Instructions);
        var segment = old.Segment ?? SegmentRules.SegmentsOf(old.Instrument.Market)[0];
        faults.AddRange(OrderInstructionRules.Check(instructions, size, segment, clock.GetUtcNow()));
        var last = await prices.FindAsync(old.Instrument, cancellationToken);
        if (old.Bracket is { } bracket)
            faults.AddRange(ExitPlanRules.Check(bracket, old.Side, ExpectedPrice(instructions, last?.Price ?? old.ReferencePrice), segment, clock.GetUtcNow(), "bracket."));
        if (faults.Count > 0)
            return new OrderFaults(faults);
        return await StoreAsync(
            old with
            {
                Id = id, Size = size, Instructions = instructions, ReferencePrice = last?.Price ?? old.ReferencePrice, Replaces = replaced, CreatedAt = clock.GetUtcNow(),
            },
            workflows, cancellationToken);
    }

    private async Task<Order> StoreAsync(NewOrder intent, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        var stored = await orders.CreateAsync(intent, cancellationToken);
        OrderTelemetry.Created.Add(1, new KeyValuePair<string, object?>("side", intent.Side.ToString()));
        logger.OrderCreated(intent.Id.Value, intent.Account.Value, intent.Side, intent.Instrument, intent.Value.Value);
        if (!stored.Order.IsSettled)
            await workflows.EnsureRunningAsync(OrderReference.Of(OrderKey.Of(stored.Order.Intent)), cancellationToken);
        return stored.Order;
    }

    private async Task<Account?> FindAccountAsync(UserId user, string text, List<OrderFault> faults, CancellationToken cancellationToken)
    {
        var account = IsId(text)
            ? await accounts.FindAsync(user, new AccountId(text), cancellationToken)
            : null;
        if (account is null)
            faults.Add(new OrderFault("account", "account-unknown", $"account is {FieldErrors.Show(text)}; expected the id of an account of yours."));
        else if (account.Kind is AccountKind.Deployment)
            faults.Add(new OrderFault("account", "account-of-deployment", $"account is {FieldErrors.Show(text)}, which its strategy trades alone; expected another account."));
        return account;
    }

    private static (InstrumentId? Instrument, Segment? Segment) ReadInstrument(RequestedOrder request, List<OrderFault> faults)
    {
        if (!Market.TryParse(request.Market, out var market))
        {
            faults.Add(new OrderFault("market", "market-unknown", $"market is {FieldErrors.Show(request.Market)}; expected one of {string.Join(", ", Market.All)}."));
            return (null, null);
        }

        if (!InstrumentId.TryCreate(market, request.Symbol, out var instrument))
            faults.Add(new OrderFault("symbol", "symbol-malformed", $"symbol is {FieldErrors.Show(request.Symbol)}; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens."));
        return (instrument.Symbol.Length > 0 ? instrument : null, RequestedSegment.Read(market, request.Segment, faults));
    }

    private static OrderSize? ReadSize(RequestedOrder request, List<OrderFault> faults)
    {
        switch (request)
        {
            case { Quantity: null, Cash: null } or { Quantity: not null, Cash: not null }:
                faults.Add(new OrderFault("quantity", "size-missing", "An order has a quantity, or cash to spend; expected one of the two."));
                return null;
            case { Cash: not null, Side: Side.Sell }:
                faults.Add(new OrderFault("cash", "cash-not-allowed", "A sale is sized in units; expected a quantity."));
                return null;
            case { Quantity: { } quantity and <= 0 }:
                faults.Add(NoQuantity(quantity));
                return null;
            case { Cash: { } cash and <= 0 }:
                faults.Add(new OrderFault("cash", "cash-out-of-range", string.Create(CultureInfo.InvariantCulture, $"cash is {cash}; expected more than 0.")));
                return null;
            default:
                return request.Size;
        }
    }

    private static OrderFaults KeyReused(NewOrder known) => new(
        [new OrderFault("Idempotency-Key", "idempotency-key-reused", $"The key made order {known.Id}, which is another one; expected a key of its own for every order.")]);

    private static OrderFault NoQuantity(decimal quantity) => new(
        "quantity", "quantity-out-of-range", string.Create(CultureInfo.InvariantCulture, $"quantity is {quantity}; expected more than 0."));

    private static void ReadNames(RequestedOrder request, List<OrderFault> faults)
    {
        foreach (var (field, text) in new[] { ("tag", request.Tag), ("group", request.Group) })
        {
            if (text is not null && (text.Length is 0 or > NewOrder.MaxTagLength || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-')))
                faults.Add(new OrderFault(field, $"{field}-malformed", $"{field} is {FieldErrors.Show(text)}; expected 1 to {NewOrder.MaxTagLength} letters, digits or hyphens."));
        }
    }

    private static void CheckCapabilities(BrokerCapabilities broker, RequestedOrder request, List<OrderFault> faults)
    {
        if (!broker.Kinds.Contains(request.Kind))
            faults.Add(new OrderFault("kind", "kind-not-taken", $"kind is '{request.Kind}'; the broker {broker.Code} takes {string.Join(", ", broker.Kinds)}."));
        if (!broker.TimesInForce.Contains(request.TimeInForce))
            faults.Add(new OrderFault("timeInForce", "time-in-force-not-taken", $"timeInForce is '{request.TimeInForce}'; the broker {broker.Code} takes {string.Join(", ", broker.TimesInForce)}."));
        // Its exits are stops and limits that end each other.
        if (request.Bracket is not null && !(broker.TakesGroups && broker.Kinds.IsSupersetOf([OrderKind.Stop, OrderKind.TrailingStop, OrderKind.Limit])))
            faults.Add(new OrderFault("bracket", "bracket-not-taken", $"The broker {broker.Code} takes no stops and limits that end each other."));
        if (request.Group is not null && !broker.TakesGroups)
            faults.Add(new OrderFault("group", "group-not-taken", $"The broker {broker.Code} knows no orders that end each other."));
    }

    /// <summary>True for what can be an id at all; anything else never reaches a store.</summary>
    internal static bool IsId(string text) => text.Length is > 0 and <= MaxIdLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');

    /// <summary>What an order does to a position of so many units.</summary>
    internal static OrderEffect EffectOf(Side side, OrderSize size, decimal held) =>
        size is OrderSize.Units { Quantity: var quantity } && held * (side is Side.Buy ? -1 : 1) >= quantity.Value ? OrderEffect.Reducing : OrderEffect.Opening;

    private static Price ExpectedPrice(OrderInstructions instructions, Price last) => instructions.LimitPrice ?? instructions.StopPrice ?? last;
}
