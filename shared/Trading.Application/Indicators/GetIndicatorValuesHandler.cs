using Trading.Application.MarketData;
using Trading.Application.Rules;
using Trading.Quant.Rules;

namespace Trading.Application.Indicators;

/// <summary>Computes indicators over stored bars.</summary>
/// <remarks>
/// The bars are taken in from the oldest on, whatever is asked for: averages that never quite forget and running totals have the value
/// that they have in a back-test, to the last bit. Only the page is kept in memory.
/// </remarks>
public sealed class GetIndicatorValuesHandler(IBarStore store)
{
    /// <summary>Most bars of a page.</summary>
    public const int MaxPageSize = GetBarsHandler.MaxPageSize;

    /// <summary>A page of values at bars with a time in [<paramref name="from"/>, <paramref name="to"/>), each at the bar at which it is known.</summary>
    /// <param name="key">Which series.</param>
    /// <param name="calls">What to compute.</param>
    /// <param name="from">First time; or the continuation of the page before.</param>
    /// <param name="to">Time after the last.</param>
    /// <param name="limit">Most bars, 1 to <see cref="MaxPageSize"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when the series is not stored.</returns>
    public async Task<IndicatorPage?> HandleAsync(
        BarKey key, IReadOnlyList<IndicatorCall> calls, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPageSize);
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
            return null;
        IndicatorColumn[] columns = [.. calls.SelectMany(call => call.Columns)];
        var run = new RuleProgram([], [.. columns.Select(column => column.Formula)], key.Interval).Start(RuleProgram.DefaultBlock);
        var end = to <= coverage.Last ? to : coverage.Last.AddTicks(1);
        var missing = await run.GiveStoredAsync(store, key.Instrument, coverage.Last + key.Interval.Duration, cancellationToken);

        List<IndicatorRow> rows = [];
        await foreach (var piece in store.ReadAsync(key, DateTimeOffset.MinValue, end, cancellationToken))
        {
            foreach (var start in run.Over(piece))
            {
                for (var row = 0; row < run.Count; row++)
                {
                    var time = piece[start + row].Time;
                    if (time < from)
                        continue;
                    if (rows.Count == limit)
                        return new IndicatorPage(columns, rows, time, coverage.IsSynthetic, missing);
                    rows.Add(new IndicatorRow(time, [.. columns.Select((_, column) => run.Values(column)[row])]));
                }
            }
        }

        return new IndicatorPage(columns, rows, null, coverage.IsSynthetic, missing);
    }
}
