using System.Globalization;
using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.Backtests.Reports;
using Trading.Application.MarketData;
using Trading.Domain;
using Trading.Domain.Accounts;
using Trading.Domain.Backtests;
using Trading.Quant.Performance;

namespace Trading.Application.Templates;

/// <summary>
/// Makes the report of a template on stored bars, or on generated ones where none are asked for. Whoever looks at stored bars has tried the
/// strategy on them, so the look is counted among the user's trials.
/// </summary>
public sealed class SampleTemplateHandler(IBarStore bars, IBacktestRepository backtests)
{
    /// <summary>Most bars of all instruments together, so that the answer comes at once.</summary>
    public const int MaxBars = 100_000;

    /// <summary>Most instruments.</summary>
    public const int MaxSymbols = 50;

    private const int GeneratedOfMany = 4;

    /// <summary>The report.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="template">The template.</param>
    /// <param name="target">What it is run on; without market and symbols generated series.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The report, or what is wrong with the target, by field.</returns>
    public async Task<Result<BacktestReport, FieldErrors>> HandleAsync(
        UserId user, Template template, TemplateTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(target);
        var errors = new FieldErrors();
        var isGenerated = target is { Market: null, Symbols: null };
        if (isGenerated && target.Interval is not (null or "1d"))
            errors.Add("interval", $"interval is {FieldErrors.Show(target.Interval)}; expected 1d, or market and symbols of stored bars");
        if (target.Symbols is { Count: > MaxSymbols } many)
            errors.Add("symbols", $"symbols holds {many.Count}; expected 1 to {MaxSymbols}");
        if (!errors.IsEmpty)
            return errors;
        var asked = isGenerated ? target with { Symbols = [.. Enumerable.Range(0, template.IsForMany ? GeneratedOfMany : 1).Select(GeneratedSymbol)] } : target;
        if (BacktestReader.Read(template.Backtest(asked), errors) is not { } request)
            return errors;
        var found = isGenerated ? Generated(request) : await StoredAsync(request, errors, cancellationToken);
        if (found is not (var data, var isSynthetic))
            return errors;
        if (data.Traded.All(series => series.Count == 0))
        {
            errors.Add("from", "no bars lie between from and to");
            return errors;
        }

        var (run, pins) = PinnedRun.Of(request, data, cancellationToken);
        var trials = isGenerated ? null : await CountAsync(user, request, run, pins, cancellationToken);
        var source = new ReportSource(request, data.Traded, run.Times, run.Equity, run.Trades, isSynthetic, pins, trials)
        {
            Remarks = isSynthetic ? [] : [PublicationRemark.Of(template, run)],
        };
        return ReportBuilder.Create(source, cancellationToken);
    }

    private static string GeneratedSymbol(int walk) =>
        walk == 0 ? LoadDemoHandler.Key.Instrument.Symbol : string.Create(CultureInfo.InvariantCulture, $"{LoadDemoHandler.Key.Instrument.Symbol}{walk + 1}");

    private static (BacktestData Data, bool IsSynthetic) Generated(BacktestRequest request) => (
        new BacktestData([.. request.Strategy.Universe.Select((_, walk) => LoadDemoHandler.Bars(walk).Between(request.From, request.To))], []), true);

    private async Task<(BacktestData Data, bool IsSynthetic)?> StoredAsync(BacktestRequest request, FieldErrors errors, CancellationToken cancellationToken)
    {
        var covered = await BacktestCoverage.FindAsync(bars, request, errors, cancellationToken);
        if (!errors.IsEmpty)
            return null;
        var asked = covered.Sum(one => BarsWithin(one, request));
        if (asked > MaxBars)
        {
            errors.Add("from", string.Create(CultureInfo.InvariantCulture, $"about {asked:0} bars lie between from and to; expected at most {MaxBars}, or start a back-test, which may take longer"));
            return null;
        }

        var data = await BacktestData.LoadAsync(bars, request.Strategy, request.From, request.To, cancellationToken);
        return (data, covered.Any(one => one.IsSynthetic));
    }

    /// <summary>How many bars lie in the time asked for, as if they were evenly spread.</summary>
    private static double BarsWithin(BarCoverage stored, BacktestRequest request)
    {
        var first = Math.Max(stored.First.UtcTicks, request.From.UtcTicks);
        var last = Math.Min(stored.Last.UtcTicks, request.To.UtcTicks);
        return stored.First == stored.Last ? stored.Count : stored.Count * Math.Clamp((last - first) / (double)(stored.Last - stored.First).Ticks, 0, 1);
    }

    private async Task<SharpeTrials> CountAsync(UserId user, BacktestRequest request, BacktestRun run, BacktestPins pins, CancellationToken cancellationToken)
    {
        var key = new BarKey(request.Strategy.Instrument, request.Strategy.Interval);
        var trial = SharpeTrials.Of([run.Result.Sharpe / Math.Sqrt(run.Result.PeriodsPerYear)]);
        await backtests.SaveTrialsAsync(user, key, pins.Strategy, trial, cancellationToken);
        return await backtests.ReadTrialsAsync(user, key, cancellationToken) ?? trial;
    }
}
