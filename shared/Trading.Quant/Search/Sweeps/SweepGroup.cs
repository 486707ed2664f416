using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Backtests.Fast;
using Trading.Quant.Rules;

namespace Trading.Quant.Search.Sweeps;

/// <summary>Some combinations that go through the bars together: what their rules share is calculated once a block.</summary>
internal sealed class SweepGroup(long first, IReadOnlyList<ParameterSet> combinations)
{
    /// <summary>Bars taken in at once: fewer than a single back-test's, for the columns of all rules are to stay in the cache.</summary>
    private const int Block = 512;

    /// <exception cref="FormatException">A rule is not valid; the message names the combination.</exception>
    /// <exception cref="OperationCanceledException">The sweep was cancelled.</exception>
    public IReadOnlyList<SweepResult> Run(BarSeries bars, SweepPlan plan, IReadOnlyList<BarWindow> windows, CancellationToken cancellationToken)
    {
        if (plan.General is { } conditions)
            return [.. combinations.Select((set, i) => new SweepResult(first + i, set, [.. windows.Select(window => General(bars, plan, set, window, conditions, cancellationToken))]))];
        var program = new SignalProgram([.. combinations.Select(set => Read(plan.Strategy, set))], Block);
        var accounts = combinations.Select(_ => windows.Select(window => new WindowAccount(window, plan.Settings)).ToArray()).ToArray();
        var needed = bars.Slice(0, windows.Max(window => window.Stretches[^1].To));
        for (var start = 0; start < needed.Count; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = program.Next(needed, start);
            for (var i = 0; i < accounts.Length; i++)
            {
                foreach (var account in accounts[i])
                    account.Run(block, start, program.Entries(i), program.Exits(i));
            }
        }

        return [.. combinations.Select((set, i) => new SweepResult(first + i, set, Array.ConvertAll(accounts[i], account => account.Result)))];
    }

    private static BacktestResult General(
        BarSeries bars, SweepPlan plan, ParameterSet parameters, BarWindow window, GeneralConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            return GeneralAccount.Run(bars, plan.Strategy.With(parameters), window, conditions, plan.Settings, cancellationToken).Result;
        }
        catch (FormatException invalid)
        {
            throw Invalid(parameters, invalid);
        }
    }

    private static FormatException Invalid(ParameterSet parameters, FormatException invalid) =>
        new($"With {parameters} the strategy is not valid: {invalid.Message}", invalid);

    private static (Rule Entry, Rule? Exit) Read(StrategyTemplate template, ParameterSet parameters)
    {
        StrategyRules rules = template.With(parameters);
        try
        {
            return (Rule.Parse(rules.Entry), rules.Exit is null ? null : Rule.Parse(rules.Exit));
        }
        catch (FormatException invalid)
        {
            throw Invalid(parameters, invalid);
        }
    }
}
