using Microsoft.Extensions.Logging;
using Trading.Application.Accounts;
using Trading.Application.Ledger;
using Trading.Application.Orders;
using Trading.Application.PaperTrading;
using Trading.Application.Telemetry;
using Trading.Domain.Accounts;
using Trading.Domain.Ledger;
using Trading.Domain.Orders;
using Trading.Domain.Signals;
using Trading.Domain.Strategies;
using Trading.Domain.Values;

namespace Trading.Application.Signals;

/// <summary>
/// Turns a signal into its one order: the intent is stored under the id that the signal gives it, and only then its orchestration
/// starts. Run again with the same message, the stored intent stands and only an orchestration that is missing is started.
/// </summary>
public sealed class ExecuteSignalHandler(
    ISignalRepository signals, IOrderRepository orders, IAccountRepository accounts, IDeploymentRepository deployments, IBooks books, TimeProvider clock,
    ILogger<ExecuteSignalHandler> logger)
{
    /// <summary>Handles one message.</summary>
    /// <exception cref="InvalidOperationException">The signal, its deployment or its account is not stored.</exception>
    public async Task HandleAsync(SignalMessage message, IOrderWorkflows workflows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(workflows);
        using var span = SignalTelemetry.Source.StartActivity("execute signal");
        span?.SetTag("signal.id", message.Signal);
        var (user, account) = (new UserId(message.User), new AccountId(message.Account));
        var signal = await signals.FindAsync(user, account, new SignalId(message.Signal), cancellationToken)
            ?? throw new InvalidOperationException($"Signal {message.Signal} for account {account} is not stored.");

        var key = new OrderKey(user, signal.Account, signal.OrderId);
        var stored = await orders.FindAsync(key, cancellationToken);
        if (stored is null)
        {
            stored = await orders.CreateAsync(await IntentAsync(signal, cancellationToken), cancellationToken);
            OrderTelemetry.Created.Add(1, new KeyValuePair<string, object?>("side", signal.Side.ToString()));
            logger.OrderCreated(key.Id.Value, key.Account.Value, signal.Side, signal.Instrument, stored.Order.Intent.Value.Value);
        }

        if (!stored.Order.IsSettled)
            await workflows.EnsureRunningAsync(OrderReference.Of(key), cancellationToken);
    }

    private async Task<NewOrder> IntentAsync(Signal signal, CancellationToken cancellationToken)
    {
        var held = (await books.FindAsync(signal.User, signal.Account, cancellationToken)
            ?? throw new InvalidOperationException($"Account {signal.Account} has no books.")).Books;
        if (signal.Request is { } request)
            return await IntentAsync(signal, request, held, cancellationToken);
        var deployment = await deployments.FindAsync(signal.User, signal.Deployment!.Value, cancellationToken)
            ?? throw new InvalidOperationException($"Deployment {signal.Deployment} is not stored.");
        return Intent(
            signal, SizeOf(signal, held, deployment.Deployment.Strategy.Rules.Sizing), signal.Side is Side.Sell ? OrderEffect.Reducing : OrderEffect.Opening);
    }

    private async Task<NewOrder> IntentAsync(Signal signal, SignalRequest request, AccountBooks held, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAsync(signal.User, signal.Account, cancellationToken) ?? throw new InvalidOperationException($"Account {signal.Account} is not stored.");
        var units = held.PositionIn(signal.Instrument).Units;
        var size = request.SizeFor(held.In(signal.Instrument.Market.Currency).Cash, units);
        return Intent(signal, size, PlaceOrderHandler.EffectOf(signal.Side, size, units)) with
        {
            Instructions = request.Instructions, Broker = account.Broker, Segment = request.Segment,
        };
    }

    private NewOrder Intent(Signal signal, OrderSize size, OrderEffect effect) =>
        new(signal.OrderId, signal.User, signal.Account, signal.Instrument, signal.Side, size, effect, signal.Close, signal.Id, signal.Deployment, clock.GetUtcNow()) { Tag = signal.Tag };

    // Long only: an entry spends the account's cash, counted at the fill; an exit sells what is held.
    private static OrderSize SizeOf(Signal signal, AccountBooks books, Sizing sizing) => (signal.Side, sizing.Kind) switch
    {
        (Side.Sell, _) => new OrderSize.Units(new Quantity(Math.Max(0, books.PositionIn(signal.Instrument).Units))),
        (Side.Buy, SizingKind.AllIn) => new OrderSize.Cash(new Money(Math.Max(0, books.In(signal.Instrument.Market.Currency).Cash.Value)), sizing.WholeUnits),
        _ => throw new InvalidOperationException($"Sizing {sizing.Kind} has no rule."),
    };
}
