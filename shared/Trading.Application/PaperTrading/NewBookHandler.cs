using Trading.Domain.Markets;

namespace Trading.Application.PaperTrading;

/// <summary>Lets the simulated market trade against an order book. Called after it was stored.</summary>
public sealed class NewBookHandler(PaperExchange exchange, PaperReports reports)
{
    /// <summary>Brings every account with orders in an instrument up to date; orders ask for what they missed.</summary>
    public Task HandleAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        exchange.AdvanceAllAsync(instrument, report => reports.SendAsync(report, cancellationToken), cancellationToken);
}
