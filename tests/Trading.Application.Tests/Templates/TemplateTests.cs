using Trading.Application.Backtests;
using Trading.Application.Backtests.Pins;
using Trading.Application.Backtests.Reports;
using Trading.Application.Optimisations;
using Trading.Application.Templates;
using Trading.Domain.MarketData;
using Trading.Domain.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Rules;
using Trading.Quant.Search;

namespace Trading.Application.Tests.Templates;

/// <summary>What holds for every template.</summary>
public sealed class TemplateTests
{
    private static readonly string[] Headings = ["Where it comes from", "Rules", "When it works, when it fails", "Caveats", "What to try"];

    public static TheoryData<string> All() => [.. TemplateCatalog.All.Select(template => template.Id)];

    public static TheoryData<string> Searchable() =>
        [.. TemplateCatalog.All.Where(template => template.Search(TemplateTarget.Suggested) is not null).Select(template => template.Id)];

    [Fact]
    public void There_are_fourteen_under_different_names_of_all_kinds()
    {
        Assert.Equal(14, TemplateCatalog.All.Count);
        Assert.Equal(14, TemplateCatalog.All.DistinctBy(template => template.Id).Count());
        Assert.Equal(14, TemplateCatalog.All.DistinctBy(template => template.Title).Count());
        Assert.Equal(Enum.GetValues<StrategyKind>(), TemplateCatalog.All.Select(template => template.Kind).Distinct().Order());
        Assert.Null(TemplateCatalog.Find("none"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_template_trades_on_days_of_prices_and_does_the_same_again(string id)
    {
        var template = TemplateCatalog.Find(id)!;

        var first = DataSet.Generated[0].Run(template);
        var again = DataSet.Generated[0].Run(template);

        Assert.NotEmpty(first.Run.Trades);
        Assert.Contains(first.Run.Trades, trade => trade.ExitTime is not null);
        Assert.Equal(first.Pins, again.Pins);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_template_suits_its_markets_and_costs_something_to_trade(string id)
    {
        var template = TemplateCatalog.Find(id)!;

        foreach (var market in template.Symbols.Keys)
        {
            var errors = new FieldErrors();
            Assert.True(BacktestReader.Read(template.Backtest(new TemplateTarget(market)), errors) is not null, errors.ToString());
            var costs = template.Document(new TemplateTarget(market)).Costs!;
            Assert.True(costs is { CommissionRate: > 0, SlippageRate: > 0 }, market);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_rules_of_a_template_make_sense(string id)
    {
        var strategy = TemplateCatalog.Find(id)!.Filled;

        foreach (var text in new[] { strategy.Entry, strategy.Exit }.OfType<string>())
        {
            Assert.DoesNotContain('$', text);
            Assert.Empty(RuleChecks.OfLogic(Rule.Parse(text)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_parameter_stands_in_the_rules_and_its_default_is_worth_trying(string id)
    {
        var template = TemplateCatalog.Find(id)!;
        var text = $"{template.Rules.Entry} {template.Rules.Exit}";

        Assert.Equal(text.Count(letter => letter == '$'), template.Parameters.Sum(parameter => Count(text, "$" + parameter.Name)));
        Assert.All(template.Parameters, parameter =>
        {
            Assert.InRange(parameter.Default, parameter.From, parameter.To);
            var steps = (parameter.Default - parameter.From) / parameter.Step;
            Assert.Equal(Math.Round(steps), steps, 1e-9);
        });
    }

    [Theory]
    [MemberData(nameof(Searchable))]
    public void A_search_that_a_template_offers_is_accepted_and_finds_the_template_among_its_combinations(string id)
    {
        var template = TemplateCatalog.Find(id)!;
        var errors = new FieldErrors();
        var backtest = BacktestReader.Read(template.Backtest(TemplateTarget.Suggested), errors)!;

        var search = OptimisationReader.Read(template.Search(TemplateTarget.Suggested)!, errors);

        Assert.True(search is not null, errors.ToString());
        var defaults = new ParameterSet(
            [.. template.Parameters.Select(parameter => parameter.Name)], [.. template.Parameters.Select(parameter => parameter.Default)]);
        Assert.Equal(backtest.Strategy.Rules, new StrategyTemplate(search.Backtest.Strategy.Rules).With(defaults));
        Assert.Equal(backtest.Strategy.Costs, search.Backtest.Strategy.Costs);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Estimated_and_booked_money_agree_on_a_template(string id)
    {
        var (request, data) = DataSet.Generated[0].Of(TemplateCatalog.Find(id)!);

        var estimated = Simulate(SimulationMode.Fast);
        var booked = Simulate(SimulationMode.Exact);

        Assert.Equal(estimated.Trades.Select(Decision), booked.Trades.Select(Decision));
        // Booked commissions are whole cents: half a cent of rounding a fill, compounded.
        Assert.InRange(booked.FinalEquity / estimated.FinalEquity, 1 - 1e-6, 1 + 1e-6);
        Assert.Equal(BacktestRunner.Run(request, data, TestContext.Current.CancellationToken).Trades.Select(Decision), estimated.Trades.Select(Decision));

        SimulationResult Simulate(SimulationMode mode) => Simulation.Run(
            [.. request.Strategy.Universe.Zip(data.Traded, (instrument, bars) => new SimulatedInstrument(instrument, bars))],
            RuleStrategy.Create(request.Strategy.Rules, Interval.OneDay),
            new SimulationSettings(request.InitialCash, request.Strategy.Costs, Annualisation.PeriodsPerYear(Interval.OneDay)) { Mode = mode }, TestContext.Current.CancellationToken);

        static (int, long, double, long?, double) Decision(BacktestTrade trade) =>
            (trade.Instrument, trade.EntryTime, Math.Round(trade.EntryPrice, 6), trade.ExitTime, Math.Round(trade.ExitPrice, 6));
    }

    [Theory]
    [InlineData("rsi-rule-set", "stop 5 % from the entry")]
    [InlineData("turtle-breakout", "stop 2 average true ranges of 20 bars from the entry")]
    [InlineData("stable-trend", "stop 3 average true ranges of 14 bars behind the best price")]
    [InlineData("oversold-rebound", "stop 8 % from the entry, out after 20 bars")]
    [InlineData("supertrend", null)]
    public void A_report_tells_the_stops(string id, string? told)
    {
        var (request, data) = DataSet.Generated[0].Of(TemplateCatalog.Find(id)!);
        var (run, pins) = PinnedRun.Of(request, data, TestContext.Current.CancellationToken);

        var report = ReportBuilder.Create(
            new ReportSource(request, data.Traded, run.Times, run.Equity, run.Trades, IsSynthetic: true, pins, Trials: null), TestContext.Current.CancellationToken);

        Assert.Equal(told, report.Honesty.Assumptions.SingleOrDefault(assumption => assumption.Name == "Stops")?.Text);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_explanation_is_one_page_with_all_its_parts_and_becomes_a_page_that_loads_nothing(string id)
    {
        var template = TemplateCatalog.Find(id)!;

        var lines = template.Explanation.Split('\n');
        var page = TemplatePage.Create(template);

        Assert.Equal($"# {template.Title}", lines[0]);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.InRange(template.Explanation.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 150, 500);
        Assert.Contains("default-src 'none'; style-src 'sha256-", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("**", page, StringComparison.Ordinal);
        Assert.All(Headings, heading => Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal));
    }

    private static int Count(string text, string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            count += at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length]) ? 1 : 0;
        return count;
    }
}
