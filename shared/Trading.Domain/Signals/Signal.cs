using System.Globalization;
using Trading.Domain.Accounts;
using Trading.Domain.Markets;
using Trading.Domain.Orders;
using Trading.Domain.PaperTrading;
using Trading.Domain.Values;

namespace Trading.Domain.Signals;

/// <summary>A wish to trade, of a strategy at work or of whoever asks over the API, known at the close of a bar. A fact; it becomes exactly one order, or none where it says to hold.</summary>
/// <param name="User">Owner.</param>
/// <param name="Deployment">The strategy at work that raised it; null for one that was asked for.</param>
/// <param name="Account">Where it is to be traded.</param>
/// <param name="Instrument">What to trade.</param>
/// <param name="Side">Buy on an entry, sell on an exit; of no meaning where it says to hold.</param>
/// <param name="BarTime">Time of the bar at whose close it was known; UTC, a session label for daily bars.</param>
/// <param name="Close">That bar's close.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
public sealed record Signal(
    UserId User,
    DeploymentId? Deployment,
    AccountId Account,
    InstrumentId Instrument,
    Side Side,
    DateTimeOffset BarTime,
    Price Close,
    DateTimeOffset RaisedAt)
{
    /// <summary>Longest <see cref="Reason"/>, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>What was asked for; null for the signal of a deployment, which knows its size.</summary>
    public SignalRequest? Request { get; init; }

    /// <summary>Why, in words: of a deployment the rule that came true. Null for a signal from before reasons were kept.</summary>
    public string? Reason { get; init; }

    /// <summary>What it says.</summary>
    public SignalKind Kind => Request?.Kind ?? (Side is Side.Buy ? SignalKind.Buy : SignalKind.Sell);

    /// <summary>What its order is tagged with.</summary>
    public string Tag => Request?.Tag ?? Kind switch { SignalKind.Buy => "entry", SignalKind.Sell => "exit", SignalKind.StopLoss => "stop-loss", _ => "hold" };

    /// <summary>Made from owner, deployment, instrument, bar time and side; of one that was asked for as <see cref="IdOf"/> says.</summary>
    public SignalId Id => Request is { } request
        ? IdOf(User, Account, request.Id)
        : new SignalId(DeterministicId.Of(
            "signal", User.Value, Deployment?.Value ?? "", Instrument.ToString(), BarTime.UtcTicks.ToString(CultureInfo.InvariantCulture), Side.ToString()));

    /// <summary>Id of a signal that is asked for.</summary>
    /// <param name="user">Owner.</param>
    /// <param name="account">Where it is to be traded.</param>
    /// <param name="request">Id of the request.</param>
    public static SignalId IdOf(UserId user, AccountId account, string request) => new(DeterministicId.Of("requested-signal", user.Value, account.Value, request));

    /// <summary>True unless it says to leave things as they are.</summary>
    public bool LeadsToOrder => Kind is not SignalKind.Hold;

    /// <summary>The one order that this signal may lead to.</summary>
    public OrderId OrderId => new(DeterministicId.Of("order", Id.Value));
}
