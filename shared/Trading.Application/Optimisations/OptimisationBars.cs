using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Optimisations;

/// <summary>Loads the bars of a search.</summary>
public sealed class OptimisationBars(IBarStore bars)
{
    /// <summary>All of its bars.</summary>
    /// <exception cref="InvalidOperationException">There are none any more.</exception>
    public async Task<BarSeries> ReadAsync(OptimisationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = new BarKey(request.Backtest.Strategy.Instrument, request.Backtest.Strategy.Interval);
        List<BarSeries> pieces = [];
        await foreach (var piece in bars.ReadAsync(key, request.Backtest.From, request.Backtest.To, cancellationToken))
            pieces.Add(piece);
        return pieces.Count > 0 ? BarSeries.Concat(pieces) : throw new InvalidOperationException($"There are no bars {key} any more.");
    }
}
