using System.CommandLine;
using System.Text.Json;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Application.Strategies;
using Trading.Domain.Backtests;
using Trading.Functions.Http;

namespace Trading.Local.Commands;

/// <summary>Checks a strategy on the bars of files: whether it looks ahead, whether its indicators have bars enough, whether its rules can hold.</summary>
internal sealed class CheckCommand(TimeProvider clock)
{
    private readonly BacktestInput input = new(clock);
    private readonly Option<bool> json = new("--json") { Description = "Print the checks as JSON, as the API gives them." };

    /// <summary>The command.</summary>
    public Command Create() => input.Complete(
        new Command("check", "Looks for orders that depend on bars to come, indicators that remember more bars than there are, and rules that can't hold.") { json },
        RunAsync);

    /// <returns>1 when a check failed or warns, so that a script notices.</returns>
    private async Task<int> RunAsync(ParseResult parsed, BacktestRequest request, BacktestData data, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var checks = All(request.Strategy, data);
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { Checks = checks }, ApiJson.Responses));
        }
        else
        {
            foreach (var check in checks)
            {
                await output.WriteLineAsync($"{check.Code,-17}{JsonNamingPolicy.CamelCase.ConvertName(check.Verdict.ToString())}");
                foreach (var finding in check.Findings)
                    await output.WriteLineAsync($"  {finding}");
            }
        }

        return checks.All(check => check.Verdict == StrategyVerdict.Passed) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static StrategyCheck[] All(Domain.Strategies.StrategyDocument strategy, BacktestData data) =>
    [
        StrategyChecks.OfLogic(strategy.Rules),
        StrategyChecks.OfData(
            strategy,
            strategy.Universe.Zip(data.Traded, (instrument, bars) => (Key: new BarKey(instrument, strategy.Interval), bars.Count))
                .Concat(data.Others.Select(other => (other.Key, other.Bars.Count))).ToDictionary(series => series.Key, series => series.Count)),
        StrategyChecks.OfWarmup(strategy, data),
        StrategyChecks.OfLookAhead(strategy, data),
    ];
}
