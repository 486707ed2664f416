using Trading.Domain.Matching;
using Trading.Domain.Strategies;

namespace Trading.Quant.Backtests;

/// <summary>What a run and its orders must be.</summary>
internal static class SimulationChecks
{
    /// <exception cref="ArgumentException">Something is not as it must be.</exception>
    public static void Require(IReadOnlyList<SimulatedInstrument> instruments, SimulationSettings settings)
    {
        if (instruments.Count == 0)
            throw new ArgumentException("A run needs an instrument.", nameof(instruments));
        foreach (var instrument in instruments)
        {
            if (instrument.Instrument.Market.Currency != instruments[0].Instrument.Market.Currency)
                throw new ArgumentException($"{instrument.Instrument} trades in another currency than {instruments[0].Instrument}.", nameof(instruments));
            if (instrument.FirstBar < 0)
                throw new ArgumentException($"The first bar of {instrument.Instrument} is {instrument.FirstBar}; expected zero or more.", nameof(instruments));
            if (instrument.Lot < 0)
                throw new ArgumentException($"The lot of {instrument.Instrument} is {instrument.Lot}; expected zero or more.", nameof(instruments));
            if (instrument.AdjustedBars is { } adjusted && !adjusted.Times.SequenceEqual(instrument.Bars.Times))
                throw new ArgumentException($"The adjusted bars of {instrument.Instrument} have other times than those traded.", nameof(instruments));
            if (instrument.Actions.Any(action => action.Ratio <= 0) || !instrument.Actions.SequenceEqual(instrument.Actions.OrderBy(action => action.ExDate)))
                throw new ArgumentException($"The actions of {instrument.Instrument} must have ratios above zero and stand in the order of time.", nameof(instruments));
        }

        if (instruments.DistinctBy(instrument => instrument.Instrument).Count() != instruments.Count)
            throw new ArgumentException("An instrument is there twice.", nameof(instruments));
        if (settings.InitialCash <= 0)
            throw new ArgumentException($"Initial cash is {settings.InitialCash}; expected an amount above zero.", nameof(settings));
        if (settings.MaxLeverage <= 0)
            throw new ArgumentException($"Leverage is at most {settings.MaxLeverage}; expected a multiple above zero.", nameof(settings));
        if (settings.Interval is null && (settings.Limits is not null || settings.Costs.LatencyMilliseconds != 0))
            throw new ArgumentException("Limits and a latency need the interval of the bars.", nameof(settings));
        if (settings.Timing is FillTiming.Close && settings.Costs.LatencyMilliseconds != 0)
            throw new ArgumentException("An order that is traded at the close on which it was decided has no latency.", nameof(settings));
        if (StrategyLimits.Check(settings.Costs, "costs.") is [var first, ..])
            throw new ArgumentException(first.Message, nameof(settings));
    }

    /// <exception cref="ArgumentException">Something is not as it must be.</exception>
    public static void Require(in OrderRequest request, int instruments)
    {
        if ((uint)request.Instrument >= (uint)instruments)
            throw new ArgumentException($"There is no instrument {request.Instrument}.", nameof(request));
        var size = request.Size;
        if (!double.IsFinite(size.Value) || (size.Value <= 0 && size.Kind is TradeSizeKind.Units or TradeSizeKind.Cash or TradeSizeKind.EquityFraction))
            throw new ArgumentException(FormattableString.Invariant($"A size of {size.Value} {size.Kind} can't be traded."), nameof(request));
        if (request.Kind is OrderKind.Limit or OrderKind.StopLimit && !(request.Limit > 0))
            throw new ArgumentException($"A {request.Kind} order needs a limit above zero.", nameof(request));
        if (request.Kind is OrderKind.Stop or OrderKind.StopLimit && !(request.Stop > 0))
            throw new ArgumentException($"A {request.Kind} order needs a stop above zero.", nameof(request));
        if (request.Kind is OrderKind.TrailingStop && !(request.Trail.Value > 0))
            throw new ArgumentException("A trailing stop needs a distance above zero.", nameof(request));
        if (size.Kind is TradeSizeKind.TargetFraction && request.Kind is not OrderKind.Market)
            throw new ArgumentException("A target is reached by a market order.", nameof(request));
    }
}
