using Trading.Quant.Search;

namespace Trading.Quant.Tests.Search;

public sealed class ParameterSpaceTests
{
    [Fact]
    public void A_grid_holds_every_allowed_combination_the_last_parameter_fastest()
    {
        var space = ParameterSpace.Of([ParameterRange.Whole("fast", 10, 20, 5), ParameterRange.Real("slow", 10, 20, 10)], "fast < slow");

        Assert.Equal(["fast=10, slow=20", "fast=15, slow=20"], space.Grid().Select(set => set.ToString()));
        Assert.Equal(6, space.Size);
    }

    [Fact]
    public void A_step_of_a_tenth_reaches_the_last_value()
    {
        var range = ParameterRange.Real("x", 0.1, 0.3, 0.1);

        Assert.Equal(3, range.Levels);
        Assert.Equal(0.3, range.At(2), 1e-15);
    }

    [Fact]
    public void Places_lead_back_to_their_values()
    {
        ParameterRange[] ranges =
        [
            ParameterRange.Whole("a", 3, 17, 2), ParameterRange.Whole("b", 2, 500, isLogarithmic: true), ParameterRange.Real("c", -1, 1, 0.25),
            ParameterRange.Choice("d", 5, 1, 9), ParameterRange.Whole("e", 4, 4),
        ];
        foreach (var range in ranges)
        {
            for (var level = 0; level < range.Levels; level++)
                Assert.Equal(range.At(level), range.FromUnit(range.ToUnit(range.At(level))));
        }

        var rate = ParameterRange.Real("rate", 0.001, 10, isLogarithmic: true);
        Assert.Equal(0.1, rate.FromUnit(0.5), 1e-12);   // the middle of four decades
        Assert.Equal(0.5, rate.ToUnit(0.1), 1e-12);
        Assert.Equal((0.001, 10), (rate.FromUnit(0), rate.FromUnit(1)));
    }

    [Theory]
    [InlineData("fast < slow", true)]
    [InlineData("fast>slow", false)]
    [InlineData("slow / fast >= 2 and slow <= 200", true)]
    [InlineData("SLOW - fast == 20 or fast == 1", true)]
    [InlineData("2 * (fast + 5) != slow", false)]
    [InlineData("-fast < -9.5 and (slow - 1) * .5 > 14", true)]
    [InlineData("slow == 1 or slow == 2 and fast == 10", false)]
    public void A_constraint_says_what_it_says(string text, bool holds) =>
        Assert.Equal(holds, ParameterConstraint.Parse(text, ["fast", "slow"]).Holds(new ParameterSet(["fast", "slow"], [10, 30])));

    [Theory]
    [InlineData("", 1)]
    [InlineData("fast", 5)]
    [InlineData("fast < ", 8)]
    [InlineData("fast < slw", 8)]
    [InlineData("fast < slow slow", 13)]
    [InlineData("(fast < slow)", 7)]
    [InlineData("fast < slow and", 16)]
    public void A_constraint_that_is_none_says_where(string text, int position)
    {
        var thrown = Assert.Throws<FormatException>(() => ParameterConstraint.Parse(text, ["fast", "slow"]));

        Assert.Contains($"position {position}:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed() =>
        Assert.Throws<FormatException>(() => ParameterConstraint.Parse($"{new string('(', 100_000)}fast{new string(')', 100_000)} < 1", ["fast"]));

    [Fact]
    public void Impossible_ranges_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ParameterRange.Whole("a", 5, 4));
        Assert.Throws<ArgumentException>(() => ParameterRange.Real("a", 0, double.NaN));
        Assert.Throws<ArgumentException>(() => ParameterRange.Real("a", 0, 1, -1));
        Assert.Throws<ArgumentException>(() => ParameterRange.Real("a", 0, 1, isLogarithmic: true));
        Assert.Throws<ArgumentException>(() => ParameterRange.Choice("a"));
        Assert.Throws<ArgumentException>(() => new ParameterSpace([ParameterRange.Whole("a", 1, 2), ParameterRange.Whole("A", 1, 2)]));
    }
}
