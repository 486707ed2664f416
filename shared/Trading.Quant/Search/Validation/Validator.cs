using Trading.Domain.MarketData;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Rules;
using Trading.Quant.Search.Sweeps;

namespace Trading.Quant.Search.Validation;

/// <summary>
/// Walk-forward analysis and cross-validation: in every fold the best combination on the bars for choosing trades on the bars for judging.
/// One pass over the series serves all folds and combinations. Positions do not pass from a fold to the next: what is held at the
/// end of one is sold at its last close, with costs.
/// </summary>
public static class Validator
{
    private const int Block = 1024;

    /// <summary>Runs a validation.</summary>
    /// <param name="bars">The instrument's bars.</param>
    /// <param name="plan">What to run.</param>
    /// <param name="progress">Receives the number of combinations that were tried.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">No fold, tests that do not ascend, or one that lies beyond the bars.</exception>
    /// <exception cref="FormatException">A combination's rules are not valid.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ValidationResult Run(
        BarSeries bars, ValidationPlan plan, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(plan);
        // Says in one place what a window says: tests ascend and none is empty.
        var tests = BarWindow.Of([.. plan.Folds.Select(fold => fold.Test)]);
        if (tests.Stretches[^1].To > bars.Count)
            throw new ArgumentException($"There are {bars.Count} bars; a test ends at {tests.Stretches[^1].To}.", nameof(plan));

        var best = Choose(bars, plan, progress, cancellationToken);
        var equity = new double[tests.Count];
        var figures = new EquityFigures(plan.Sweep.Settings.InitialCash);
        List<ValidationRound> rounds = [];
        var at = 0;
        for (var i = 0; i < plan.Folds.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fold = plan.Folds[i];
            var part = equity.AsSpan(at, fold.Test.Count);
            rounds.Add(Judge(bars, plan.Sweep, fold, best[i], i, figures.Last, part, cancellationToken));
            foreach (var value in part)
                figures.Add(value);
            at += part.Length;
        }

        var growth = Growth(figures.Last / plan.Sweep.Settings.InitialCash, tests.Count);
        var trained = rounds.Where(round => round.Train is not null).Select(round => Growth(round.Train!)).DefaultIfEmpty(double.NaN).Average();
        return new ValidationResult(
            rounds, equity, plan.Sweep.Settings.InitialCash, figures.MaxDrawdown, figures.Sharpe(plan.Sweep.Settings.PeriodsPerYear), Share(growth, trained));
    }

    private static SweepResult?[] Choose(BarSeries bars, ValidationPlan plan, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var best = new SweepResult?[plan.Folds.Count];
        var scores = new double[best.Length];
        var sweep = plan.Sweep with { Windows = [.. plan.Folds.Select(fold => fold.Train)] };
        Sweeps.Sweep.Run(bars, sweep, result =>
        {
            for (var i = 0; i < best.Length; i++)
            {
                var score = plan.Score(result.Results[i]);
                if (double.IsNaN(score) || (best[i] is not null && score <= scores[i]))
                    continue;
                (best[i], scores[i]) = (result, score);
            }
        }, progress, cancellationToken);
        return best;
    }

    private static ValidationRound Judge(
        BarSeries bars, SweepPlan sweep, ValidationFold fold, SweepResult? chosen, int window, double capital, Span<double> equity,
        CancellationToken cancellationToken)
    {
        if (chosen is null || !(capital > 0))
        {
            equity.Fill(capital);
            return new ValidationRound(fold, chosen, null, null, double.NaN);
        }

        var rules = sweep.Strategy.With(chosen.Parameters);
        if (sweep.General is { } conditions)
        {
            var (result, values) = GeneralAccount.Run(
                bars, rules, BarWindow.Of(fold.Test), conditions, sweep.Settings with { InitialCash = capital }, cancellationToken);
            values.CopyTo(equity);
            return Round(result);
        }

        var program = new SignalProgram([(Rule.Parse(rules.Entry), rules.Exit is null ? null : Rule.Parse(rules.Exit))], Block);
        var account = new WindowAccount(BarWindow.Of(fold.Test), sweep.Settings with { InitialCash = capital });
        Span<double> closes = stackalloc double[Block];
        var needed = bars.Slice(0, fold.Test.To);
        for (var start = 0; start < needed.Count; start += Block)
        {
            var block = program.Next(needed, start);
            account.Run(block, start, program.Entries(0), program.Exits(0), closes[..block.Count]);
            var from = Math.Max(start, fold.Test.From);
            var to = start + block.Count;
            if (from < to)
                closes[(from - start)..(to - start)].CopyTo(equity[(from - fold.Test.From)..]);
        }

        return Round(account.Result);

        ValidationRound Round(BacktestResult test)
        {
            var train = chosen.Results[window];
            return new ValidationRound(fold, chosen, train, test, Share(Growth(test), Growth(train)));
        }
    }

    private static double Growth(BacktestResult result) => Growth(result.FinalEquity / result.InitialCash, result.Bars);

    private static double Growth(double factor, int bars) => Math.Log(factor) / bars;

    private static double Share(double tested, double trained) => trained > 0 ? tested / trained : double.NaN;
}
