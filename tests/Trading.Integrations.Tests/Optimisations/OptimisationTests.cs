using Microsoft.Extensions.DependencyInjection;
using Trading.Application;
using Trading.Application.Backtests;
using Trading.Application.MarketData;
using Trading.Application.Optimisations;
using Trading.Application.Realtime;
using Trading.Application.Strategies;
using Trading.Domain.Accounts;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Domain.Optimisations;
using Trading.Domain.Strategies;
using Trading.Integrations.Backtests;
using Trading.Integrations.MarketData;
using Trading.Integrations.Optimisations;
using Trading.Integrations.Strategies;
using Trading.Quant.Backtests;
using Trading.Quant.Performance;
using Trading.Quant.Search;
using Trading.Quant.Search.Sweeps;
using Trading.Quant.Search.Validation;
using Trading.Quant.SyntheticData;

namespace Trading.Integrations.Tests.Optimisations;

/// <summary>Searches from the request to the stored result, on tables.</summary>
public sealed class OptimisationTests : IOptimisationWorkflows, IPush, IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly UserId Owner = new("owner");
    private static readonly BarSeries Series = SyntheticBars.Daily(0, 1500, new DateOnly(2016, 1, 4));
    private static readonly StrategyDraft Cross = new("sma($fast) crosses above sma($slow)", "sma($fast) crosses below sma($slow)");

    private readonly ServiceProvider services;
    private readonly List<OptimisationRun> started = [];
    private readonly List<OptimisationProgress> pushed = [];

    public OptimisationTests()
    {
        services = new ServiceCollection()
            .AddSingleton(TestTables.New()).AddSingleton(TimeProvider.System).AddSingleton<IPush>(this)
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
            .AddLogging().AddMarketDataUseCases().AddMarketDataStores().AddOptimisationUseCases().AddOptimisationStores().AddBacktestStores().AddStrategyStores().BuildServiceProvider();
    }

    private IOptimisationRepository Stored => services.GetRequiredService<IOptimisationRepository>();

    private RunOptimisationChunkHandler Chunks => services.GetRequiredService<RunOptimisationChunkHandler>();

    private IBacktestRepository Tried => services.GetRequiredService<IBacktestRepository>();

    private EndOptimisationHandler End => services.GetRequiredService<EndOptimisationHandler>();

    [Fact]
    public async Task Chunks_in_any_order_and_twice_come_to_what_one_sweep_comes_to()
    {
        var search = await StartAsync(Draft());
        var run = Assert.Single(started);
        // 24 slow values; below 33 only the smaller fast ones pass: 3 + 7 + 11 + 15 + 19 + 23 + 27, then 17 times 29.
        Assert.Equal((598, 3, 250), (search.Trials, run.Chunks, search.ChunkSize));

        foreach (var chunk in new[] { 2, 0, 2, 1, 0 })
            Assert.Equal(chunk == 2 ? 98 : 250, await Chunks.HandleAsync(run.Optimisation, chunk, Cancel));
        await End.CompleteAsync(run.Optimisation, Cancel);

        List<SweepResult> swept = [];
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 30), ParameterRange.Whole("slow", 5, 100, 4)], "fast < slow");
        Sweep.Run(Series, new SweepPlan(Template, space.Grid(), Settings), swept.Add, cancellationToken: Cancel);
        var trials = await TrialsAsync(search.Id);
        Assert.Equal(swept.Select(each => ((int)each.Index, each.Parameters, each.Result)), trials.Select(each => (each.Index, each.Parameters, each.Result)));
        var done = (await Stored.FindAsync(Owner, search.Id, Cancel))!;
        Assert.Equal((BacktestStatus.Completed, 1.0, 598), (done.Status, done.Progress, done.Done));
        var best = swept.Where(each => !double.IsNaN(each.Result.Sharpe)).MaxBy(each => each.Result.Sharpe)!;
        Assert.Equal((int)best.Index, done.Best!.Index);
        Assert.Equal(best.Result.Sharpe, done.Result!.Top[0].Result.Sharpe);
        Assert.InRange(done.Result.Honesty.DeflatedSharpe!.Value, 0, 1);
        Assert.InRange(done.Result.Honesty.ProbabilityOfOverfitting!.Value, 0, 1);
        Assert.Equal(1.0, pushed[^1].Progress);
    }

    [Fact]
    public async Task Every_combination_that_was_run_counts_once_among_what_was_tried_on_these_bars()
    {
        var search = await StartAsync(Draft());
        var run = Assert.Single(started);
        var series = new BarKey(InstrumentId.Create(Market.US, "DEMO"), Interval.OneDay);
        await Tried.SaveTrialsAsync(Owner, series, "a strategy", SharpeTrials.Of([0.5]), Cancel);

        foreach (var chunk in new[] { 2, 0, 2, 1, 0 })
            await Chunks.HandleAsync(run.Optimisation, chunk, Cancel);

        var expected = SharpeTrials.Of([0.5, .. (await TrialsAsync(search.Id)).Select(trial => trial.Result.Sharpe / Math.Sqrt(Settings.PeriodsPerYear))]);
        var tried = (await Tried.ReadTrialsAsync(Owner, series, Cancel))!;
        Assert.Equal((599, 599), (expected.Count, tried.Count));
        Assert.Equal(expected.Variance, tried.Variance, 1e-15);
        Assert.Null(await Tried.ReadTrialsAsync(new UserId("someone-else"), series, Cancel));
    }

    [Fact]
    public async Task A_chunk_that_is_stored_is_not_computed_again()
    {
        var search = await StartAsync(Draft());
        var run = Assert.Single(started);
        await Chunks.HandleAsync(run.Optimisation, 0, Cancel);
        // Without bars a chunk can't be computed.
        var bars = new NoBars();
        var withoutBars = new RunOptimisationChunkHandler(Stored, Tried, new OptimisationBars(bars), this);

        Assert.Equal(250, await withoutBars.HandleAsync(run.Optimisation, 0, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => withoutBars.HandleAsync(run.Optimisation, 1, Cancel));

        Assert.Equal(1, bars.Reads);
        Assert.Equal(250, (await Stored.FindAsync(Owner, search.Id, Cancel))!.Done);
    }

    [Fact]
    public async Task A_validation_in_chunks_is_the_validation_of_one_sweep()
    {
        var search = await StartAsync(Draft() with { Validation = new ValidationDraft("rolling", 400, 200), Objectives = ["totalReturn"] });
        var run = Assert.Single(started);
        for (var chunk = run.Chunks - 1; chunk >= 0; chunk--)
            await Chunks.HandleAsync(run.Optimisation, chunk, Cancel);
        await End.CompleteAsync(run.Optimisation, Cancel);

        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 2, 30), ParameterRange.Whole("slow", 5, 100, 4)], "fast < slow");
        var whole = Validator.Run(
            Series,
            new ValidationPlan(new SweepPlan(Template, space.Grid(), Settings), ValidationFolds.Rolling(Series.Count, 400, 200), result => result.TotalReturn),
            cancellationToken: Cancel);
        var stored = (await Stored.FindAsync(Owner, search.Id, Cancel))!.Result!.Validation!;
        Assert.Equal(5, stored.Rounds.Count);
        Assert.Equal(whole.TotalReturn, stored.TotalReturn);
        Assert.Equal(whole.Sharpe, stored.Sharpe);
        Assert.Equal(
            whole.Rounds.Select(round => (round.Chosen!.Parameters["fast"], round.Chosen.Parameters["slow"], (double?)round.Test!.TotalReturn)),
            stored.Rounds.Select(round => (round.Parameters!["fast"], round.Parameters["slow"], round.TestReturn)));
    }

    [Theory]
    [InlineData("random", 300)]
    [InlineData("bayesian", 30)]
    [InlineData("genetic", 120)]
    public async Task A_search_that_draws_tries_the_same_wherever_its_chunks_run(string method, int trials)
    {
        var draft = Draft() with { Method = method, Trials = trials, Seed = 7 };
        var search = await StartAsync(draft);
        var run = Assert.Single(started);
        for (var chunk = 0; chunk < run.Chunks; chunk++)
            await Chunks.HandleAsync(run.Optimisation, chunk, Cancel);

        var request = OptimisationReader.Read(draft, new FieldErrors())!;
        ISearch alone = method switch
        {
            "random" => new RandomSearch(request.Space, 7),
            "bayesian" => new BayesianSearch(request.Space, 7),
            _ => new GeneticSearch(request.Space, 7),
        };
        List<Trial> told = [];
        while (told.Count < trials)
        {
            var asked = alone.Ask(told, Math.Min(search.ChunkSize, trials - told.Count));
            Sweep.Run(Series, new SweepPlan(Template, asked, Settings), each => told.Add(new Trial(each.Parameters, each.Result.Sharpe)), cancellationToken: Cancel);
        }

        var stored = await TrialsAsync(search.Id);
        Assert.Equal(told.Select(trial => trial.Parameters), stored.Select(trial => trial.Parameters));
        Assert.Equal(told.Select(trial => trial.Scores[0]), stored.Select(trial => trial.Result.Sharpe));
        Assert.Equal(trials, stored.DistinctBy(trial => trial.Parameters).Count());
    }

    [Fact]
    public async Task A_cancelled_search_begins_no_chunk_and_keeps_its_trials()
    {
        var search = await StartAsync(Draft());
        var run = Assert.Single(started);
        await Chunks.HandleAsync(run.Optimisation, 0, Cancel);
        await End.CancelAsync(Owner, search.Id, Cancel);

        Assert.Null(await Chunks.HandleAsync(run.Optimisation, 1, Cancel));
        await End.CompleteAsync(run.Optimisation, Cancel);

        Assert.Equal(250, (await TrialsAsync(search.Id)).Count);
        var stored = (await Stored.FindAsync(Owner, search.Id, Cancel))!;
        Assert.Equal((BacktestStatus.Cancelled, 250), (stored.Status, stored.Done));
        Assert.Null(stored.Result);
    }

    [Fact]
    public async Task Several_objectives_give_a_front_that_no_trial_beats()
    {
        var search = await StartAsync(Draft() with { Objectives = ["totalReturn", "maxDrawdown"] });
        var run = Assert.Single(started);
        for (var chunk = 0; chunk < run.Chunks; chunk++)
            await Chunks.HandleAsync(run.Optimisation, chunk, Cancel);
        await End.CompleteAsync(run.Optimisation, Cancel);

        var front = (await Stored.FindAsync(Owner, search.Id, Cancel))!.Result!.Front;
        var all = await TrialsAsync(search.Id);
        Assert.NotEmpty(front);
        Assert.All(front, each => Assert.DoesNotContain(
            all, other => other.Result.TotalReturn > each.Result.TotalReturn && other.Result.MaxDrawdown < each.Result.MaxDrawdown));
    }

    [Fact]
    public async Task A_strategy_with_stops_both_sides_and_a_brokers_commission_is_searched_and_judged()
    {
        var draft = Draft() with
        {
            Strategy = new StrategyDraft(
                "close > highest(high, $fast)[1]", "close < lowest(low, $slow)[1]", ShortEntry: "close < lowest(low, $fast)[1]", ShortExit: "close > highest(high, $slow)[1]",
                Exits: new ExitsDraft(Stop: new LevelDraft(2, IsAtr: true)), Sizing: new SizingDraft("equityFraction", Value: 0.5m)),
            Costs = new CostsDraft(Preset: "ibkrFixed"), Segment = "unitedStates",
            Parameters = [new ParameterDraft("fast", 10, 30, 10), new ParameterDraft("slow", 5, 15, 10)], Constraints = [],
            Validation = new ValidationDraft("rolling", 600, 300),
        };
        var search = await StartAsync(draft);
        var reference = started[^1].Optimisation;
        await Chunks.HandleAsync(reference, 0, Cancel);
        await End.CompleteAsync(reference, Cancel);

        var ended = (await Stored.FindAsync(Owner, search.Id, Cancel))!;

        var trials = new List<OptimisationTrial>();
        await foreach (var chunk in Stored.ReadChunksAsync(Owner, search.Id, Cancel))
            trials.AddRange(chunk.Trials);
        Assert.Equal((6, 6), (search.Trials, trials.Count));
        foreach (var trial in trials)
        {
            var alone = new BacktestDraft(
                null, draft.Market, draft.Symbols, draft.Interval, draft.InitialCash,
                draft.Strategy with
                {
                    Entry = $"close > highest(high, {trial.Parameters["fast"]})[1]", Exit = $"close < lowest(low, {trial.Parameters["slow"]})[1]",
                    ShortEntry = $"close < lowest(low, {trial.Parameters["fast"]})[1]", ShortExit = $"close > highest(high, {trial.Parameters["slow"]})[1]",
                },
                draft.Costs, Segment: draft.Segment);
            Assert.Equal(BacktestRunner.Run(BacktestReader.Read(alone, new FieldErrors())!, new BacktestData([Series], []), Cancel).Result, trial.Result);
        }

        Assert.Equal(3, ended.Result!.Validation!.Rounds.Count);
        Assert.Equal(trials.Max(trial => trial.Result.Sharpe), ended.Result.Top[0].Scores[0]);
        Assert.NotNull(ended.Result.Honesty.ProbabilityOfOverfitting);
    }

    [Fact]
    public async Task Bad_requests_are_refused_by_field_before_anything_is_stored()
    {
        await RefusedAsync(Draft() with { Method = "gird", Objectives = ["luck"], Trials = 0 }, "method", "objectives[0]");
        await RefusedAsync(Draft() with { Trials = 0 }, "trials");
        await RefusedAsync(Draft() with { Parameters = [new ParameterDraft("fast", 5, 2), new ParameterDraft("fats", 1, 2, 1)] }, "parameters[0]", "parameters", "parameters[1].name");
        await RefusedAsync(Draft() with { Parameters = [new ParameterDraft("fast", 0, 30, 1), new ParameterDraft("slow", 5, 100, 5)] }, "parameters[0]");
        await RefusedAsync(Draft() with { Parameters = [new ParameterDraft("fast", 2, 30), new ParameterDraft("slow", 5, 100, 5)] }, "parameters");
        await RefusedAsync(Draft() with { Parameters = [null!] }, "parameters");
        await RefusedAsync(Draft() with { Constraints = [null!] }, "constraints[0]");
        await RefusedAsync(Draft() with { Constraints = ["fast <"] }, "constraints[0]");
        await RefusedAsync(Draft() with { Constraints = ["fast > slow + 1000"] }, "constraints");
        await RefusedAsync(Draft() with { InitialCash = -1, Market = "MARS" }, "initialCash", "market");
        await RefusedAsync(Draft() with { Validation = new ValidationDraft("sideways") }, "validation.kind");
        await RefusedAsync(Draft() with { Validation = new ValidationDraft("rolling", Test: 1) }, "validation.train", "validation.test");
        await RefusedAsync(Draft() with { Validation = new ValidationDraft("rolling", 1400, 200) }, "validation");
        await RefusedAsync(Draft() with { Validation = new ValidationDraft("rolling", 400, 200), Method = "genetic" }, "validation");
        await RefusedAsync(Draft() with { Costs = new CostsDraft(Preset: "none") }, "costs.preset");
        await RefusedAsync(Draft() with { Strategy = Cross with { Entry = "OTHER: close > sma($fast) and close > sma($slow)" } }, "strategy");
        await RefusedAsync(Draft() with { Symbols = ["NONE"] }, "symbols");
        await RefusedAsync(Draft() with { From = "2030-01-01" }, "from");
        Assert.Empty(started);
    }

    Task IOptimisationWorkflows.EnsureStartedAsync(OptimisationRun run, CancellationToken cancellationToken)
    {
        started.Add(run);
        return Task.CompletedTask;
    }

    Task IPush.ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken)
    {
        pushed.Add((OptimisationProgress)payload);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static StrategyTemplate Template => new(new StrategyRules(Cross.Entry!, Cross.Exit, new Sizing(SizingKind.AllIn, WholeUnits: false)));

    private static BacktestSettings Settings => new(1_000_000, 0, 0, WholeUnits: false, Annualisation.PeriodsPerYear(Interval.OneDay));

    private static OptimisationDraft Draft() => new(
        Market: "US", Symbols: ["DEMO"], Interval: "1d", InitialCash: 1_000_000m, Strategy: Cross,
        Parameters: [new ParameterDraft("fast", 2, 30, 1), new ParameterDraft("slow", 5, 100, 4)], Constraints: ["fast < slow"]);

    private async Task<Optimisation> StartAsync(OptimisationDraft draft)
    {
        var result = await TryAsync(draft);
        Assert.True(result.TryGet(out var search, out var errors), errors?.ToString());
        return search;
    }

    private async Task RefusedAsync(OptimisationDraft draft, params string[] fields)
    {
        var result = await TryAsync(draft);
        Assert.False(result.TryGet(out _, out var errors));
        Assert.Superset(fields.ToHashSet(), errors.ToDictionary().Keys.ToHashSet());
        Assert.Empty(await Stored.ListAsync(Owner, 10, Cancel));
    }

    private async Task<Domain.Result<Optimisation, FieldErrors>> TryAsync(OptimisationDraft draft)
    {
        await services.GetRequiredService<IBarStore>().SaveAsync(
            new BarKey(InstrumentId.Create(Market.US, "DEMO"), Interval.OneDay), Series, isSynthetic: true, Cancel);
        return await services.GetRequiredService<StartOptimisationHandler>().HandleAsync(Owner, new OptimisationId("o1"), draft, this, Cancel);
    }

    private async Task<List<OptimisationTrial>> TrialsAsync(OptimisationId id)
    {
        List<OptimisationTrial> trials = [];
        await foreach (var chunk in Stored.ReadChunksAsync(Owner, id, Cancel))
            trials.AddRange(chunk.Trials);
        return trials;
    }

    /// <summary>Bars that are gone; counts who asks for them.</summary>
    private sealed class NoBars : IBarStore
    {
        public int Reads { get; private set; }

        public Task<BarsSaved> SaveAsync(BarKey key, BarSeries bars, bool isSynthetic, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<BarSeries> ReadAsync(
            BarKey key, DateTimeOffset from, DateTimeOffset to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Reads++;
            await Task.CompletedTask;
            yield break;
        }

        public Task<BarCoverage?> FindAsync(BarKey key, CancellationToken cancellationToken) => Task.FromResult<BarCoverage?>(null);

        public Task<IReadOnlyList<BarCoverage>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<BarCoverage>>([]);
    }
}
