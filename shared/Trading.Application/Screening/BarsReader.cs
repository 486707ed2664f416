using System.Collections.Concurrent;
using Trading.Application.MarketData;
using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;
using Trading.Quant.Screening;

namespace Trading.Application.Screening;

/// <summary>Takes readings from stored bars, for any number of series at once. What conditions look at besides, an index say, is loaded once.</summary>
internal sealed class BarsReader(IBarStore store, SeriesReader reader)
{
    private readonly ConcurrentBag<RuleRun> idle = [];
    private readonly ConcurrentDictionary<BarKey, Lazy<Task<BarSeries>>> others = new();

    /// <summary>Reads a series at the last bar that is not later than an instant.</summary>
    /// <returns>The bar's time and the readings by their text; null when there is no such bar.</returns>
    /// <exception cref="InvalidDataException">Stored bars are damaged.</exception>
    public async Task<(DateTimeOffset Time, Dictionary<string, double> Values)?> ReadAsync(BarKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var run))
            run = reader.Program.Start(RuleProgram.DefaultBlock);
        run.Reset();
        foreach (var need in reader.Program.Data.Series)
        {
            if (need.KeyFor(key.Instrument.Market, key.Instrument.Symbol) is { } other && await LoadAsync(need, other, cancellationToken) is { Count: > 0 } bars)
                run.Give(need, bars);
        }

        DateTimeOffset? time = null;
        await foreach (var piece in store.ReadAsync(key, DateTimeOffset.MinValue, at < DateTimeOffset.MaxValue ? at.AddTicks(1) : at, cancellationToken))
        {
            run.TakeIn(piece);
            time = piece[piece.Count - 1].Time;
        }

        (DateTimeOffset, Dictionary<string, double>)? read = time is { } newest ? (newest, reader.Read(run).ToDictionary()) : null;
        idle.Add(run);
        return read;
    }

    private Task<BarSeries> LoadAsync(SeriesNeed need, BarKey key, CancellationToken cancellationToken) => need.Symbol is null
        ? store.LoadAsync(key, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken)
        : others.GetOrAdd(key, one => new(() => store.LoadAsync(one, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken))).Value;
}
