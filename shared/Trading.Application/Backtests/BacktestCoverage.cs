using System.Globalization;
using Trading.Application.MarketData;
using Trading.Domain.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Whether the bars that a back-test needs are stored.</summary>
public static class BacktestCoverage
{
    /// <summary>Looks for the bars.</summary>
    /// <param name="bars">Where they are kept.</param>
    /// <param name="request">What is to be tested.</param>
    /// <param name="errors">Receives what is missing, by field.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is stored of the instruments traded, in the order of the universe, then of what rules look at besides; less where something is missing.</returns>
    public static async Task<IReadOnlyList<BarCoverage>> FindAsync(
        IBarStore bars, BacktestRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(errors);
        List<BarCoverage> covered = [];
        foreach (var instrument in request.Strategy.Universe)
            await AddAsync(new BarKey(instrument, request.Strategy.Interval), "symbols");
        if (errors.IsEmpty && covered.TrueForAll(one => request.From > one.Last || request.To <= one.First))
        {
            errors.Add("from", "no bars lie between from and to; stored are " + string.Create(
                CultureInfo.InvariantCulture, $"{covered.Min(one => one.First).UtcDateTime:O} to {covered.Max(one => one.Last).UtcDateTime:O}"));
        }

        foreach (var key in BacktestData.OtherKeys(request.Strategy))
            await AddAsync(key, "strategy");
        return covered;

        async Task AddAsync(BarKey key, string field)
        {
            if (await bars.FindAsync(key, cancellationToken) is { } coverage)
                covered.Add(coverage);
            else
                errors.Add(field, $"no bars of {key.Instrument} are stored for the interval {key.Interval}; import them first");
        }
    }
}
