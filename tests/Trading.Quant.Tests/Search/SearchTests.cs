using Trading.Quant.Search;

namespace Trading.Quant.Tests.Search;

/// <summary>Searches on functions with known optima: Branin (least 0.397887), Rastrigin (least 0), ZDT1 (front f2 = 1 - sqrt(f1)).</summary>
public sealed class SearchTests
{
    private static readonly ParameterSpace Plane = new([ParameterRange.Real("x", -5, 10), ParameterRange.Real("y", 0, 15)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_bayesian_search_finds_the_valleys_of_branin(int seed)
    {
        var bayesian = Least(new BayesianSearch(Plane, (ulong)seed), Branin, trials: 48, each: 3);
        var random = Least(new RandomSearch(Plane, (ulong)seed), Branin, trials: 48, each: 3);

        Assert.True(bayesian < 0.45, $"seed {seed}: {bayesian}, optimum 0.3979; at random {random}");
    }

    [Fact]
    public void The_bayesian_search_beats_chance_on_average()
    {
        var bayesian = Enumerable.Range(1, 6).Average(seed => Least(new BayesianSearch(Plane, (ulong)seed), Branin, 50, 4));
        var random = Enumerable.Range(1, 6).Average(seed => Least(new RandomSearch(Plane, (ulong)seed), Branin, 50, 4));

        Assert.True(bayesian < 0.5 * random, $"seeds 1 to 6: {bayesian}, at random {random}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_genetic_search_gets_to_the_bottom_of_rastrigin(int seed)
    {
        var space = new ParameterSpace([.. Enumerable.Range(0, 4).Select(i => ParameterRange.Real($"x{i}", -5.12, 5.12))]);

        var genetic = Least(new GeneticSearch(space, (ulong)seed), Rastrigin, trials: 3_000, each: 40);
        var random = Least(new RandomSearch(space, (ulong)seed), Rastrigin, trials: 3_000, each: 40);

        // Every local optimum but the global one is 0.99 or more.
        Assert.True(genetic < 0.9, $"seed {seed}: {genetic}, optimum 0; at random {random}");
        Assert.True(random > 2, $"seed {seed}: at random {random}, so the function would be too easy");
    }

    [Fact]
    public void The_genetic_search_spreads_along_the_front_of_zdt1()
    {
        const int seed = 11;
        var space = new ParameterSpace([.. Enumerable.Range(0, 10).Select(i => ParameterRange.Real($"x{i}", 0, 1))]);

        var told = Run(new GeneticSearch(space, seed, population: 60), Zdt1, trials: 6_000, each: 60);

        var front = ParetoFront.Of(told).Select(trial => (F1: -trial.Scores[0], F2: -trial.Scores[1])).OrderBy(point => point.F1).ToArray();
        var distance = front.Average(point => point.F2 - (1 - Math.Sqrt(point.F1)));
        Assert.True(distance < 0.05, $"seed {seed}: mean distance from the front {distance}");
        Assert.True(front.Length >= 40 && front[0].F1 < 0.05 && front[^1].F1 > 0.9, $"seed {seed}: {front.Length} points from {front[0]} to {front[^1]}");
        Assert.All(front.Zip(front.Skip(1)), pair => Assert.InRange(pair.Second.F1 - pair.First.F1, 0, 0.15));
    }

    [Fact]
    public void A_search_that_is_stopped_and_goes_on_proposes_the_same()
    {
        var space = ParameterSpace.Of(
            [ParameterRange.Whole("fast", 2, 50), ParameterRange.Whole("slow", 10, 300, isLogarithmic: true), ParameterRange.Choice("kind", 1, 2, 5)], "fast < slow");
        ISearch[] searches = [new RandomSearch(space, 5), new BayesianSearch(space, 5), new GeneticSearch(space, 5, 10), new BayesianSearch(space, 6)];

        var runs = searches.Select(search => Run(search, Score, trials: 60, each: 7)).ToArray();
        var again = searches.Select(search => Run(search, Score, trials: 60, each: 7)).ToArray();
        // As another process would: nothing but the stored trials.
        var resumed = new BayesianSearch(space, 5).Ask([.. runs[1].Take(35).Select(trial => new Trial(new ParameterSet(trial.Parameters.Names, [.. trial.Parameters.Values]), [.. trial.Scores]))], 7);

        for (var i = 0; i < runs.Length; i++)
        {
            Assert.Equal(60, runs[i].Select(trial => trial.Parameters).Distinct().Count());
            Assert.All(runs[i], trial => Assert.True(space.Allows(trial.Parameters), trial.ToString()));
            Assert.Equal(runs[i].Select(trial => trial.Parameters), again[i].Select(trial => trial.Parameters));
        }

        Assert.Equal(runs[1].Skip(35).Take(7).Select(trial => trial.Parameters), resumed);
        Assert.NotEqual(runs[1].Select(trial => trial.Parameters), runs[3].Select(trial => trial.Parameters));

        static double[] Score(ParameterSet set) => [-Math.Abs(set["fast"] - 10) - Math.Abs(set["slow"] - 90) - (set["kind"] == 2 ? 0 : 20)];
    }

    [Fact]
    public void A_search_ends_when_nothing_is_left_to_try()
    {
        var space = ParameterSpace.Of([ParameterRange.Whole("a", 1, 4), ParameterRange.Whole("b", 1, 4)], "a < b");

        Assert.Equal(6, Run(new GridSearch(space), set => [set["a"]], trials: 100, each: 4).Count);
        Assert.Equal(6, Run(new RandomSearch(space, 1), set => [set["a"]], trials: 100, each: 4).Count);
        Assert.Equal(6, Run(new BayesianSearch(space, 1, randomTrials: 3), set => [set["a"]], trials: 100, each: 4).Count);
        Assert.Equal(6, Run(new GeneticSearch(space, 1, population: 4), set => [set["a"]], trials: 100, each: 4).Count);
    }

    [Fact]
    public void Failed_trials_lead_nowhere()
    {
        // Half of the plane has no score; the other half is best at its edge.
        var told = Run(new BayesianSearch(Plane, 3), set => [set["x"] < 0 ? double.NaN : -set["x"]], trials: 80, each: 4);

        Assert.InRange(told.Where(trial => !double.IsNaN(trial.Scores[0])).Min(trial => trial.Parameters["x"]), 0, 0.5);
    }

    [Fact]
    public void Trials_are_ordered_by_who_beats_whom()
    {
        // By hand: (1, 5), (3, 3) and (5, 1) beat each other in turn; (2, 2) loses to (3, 3) alone, (1, 1) to it and to (2, 2); a failure loses to all.
        double[][] scores = [[1, 5], [3, 3], [5, 1], [2, 2], [1, 1], [double.NaN, 0]];
        Trial[] trials = [.. scores.Select((score, i) => new Trial(new ParameterSet(["i"], [i]), score))];

        Assert.Equal([0, 0, 0, 1, 2, 3], ParetoFront.Ranks(trials));
        Assert.Equal(trials.Take(3), ParetoFront.Of(trials));
        var crowding = ParetoFront.Crowding(trials, ParetoFront.Ranks(trials));
        Assert.Equal([double.PositiveInfinity, 2.0, double.PositiveInfinity], crowding.Take(3));
    }

    private static double Least(ISearch search, Func<ParameterSet, double> function, int trials, int each) =>
        -Run(search, set => [-function(set)], trials, each).Max(trial => trial.Scores[0]);

    private static List<Trial> Run(ISearch search, Func<ParameterSet, double[]> score, int trials, int each)
    {
        List<Trial> told = [];
        while (told.Count < trials)
        {
            var asked = search.Ask(told, Math.Min(each, trials - told.Count));
            if (asked.Count == 0)
                break;
            told.AddRange(asked.Select(set => new Trial(set, score(set))));
        }

        return told;
    }

    /// <summary>Branin (1972); three equal valleys.</summary>
    private static double Branin(ParameterSet set)
    {
        var (x, y) = (set["x"], set["y"]);
        var valley = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Rastrigin(ParameterSet set) => set.Values.Sum(x => 10 + (x * x) - (10 * Math.Cos(2 * Math.PI * x)));

    /// <summary>Zitzler, Deb, Thiele (2000), the first of their functions; both objectives are to be small.</summary>
    private static double[] Zdt1(ParameterSet set)
    {
        var g = 1 + (9 * set.Values.Skip(1).Average());
        return [-set.Values[0], -(g * (1 - Math.Sqrt(set.Values[0] / g)))];
    }
}
