using Trading.Application.Indicators;
using Trading.Application.Rules;
using Trading.Domain.MarketData;
using Trading.Quant.Rules;

namespace Trading.Application.Tests.Indicators;

public sealed class IndicatorCallTests
{
    [Theory]
    [InlineData("RSI", "rsi")]
    [InlineData("bbands(20, 2)", "upper middle lower")]
    [InlineData("bbands(20, 2).lower", "lower")]
    [InlineData("macd", "macd signal histogram")]
    [InlineData("macd.macd", "macd")]
    [InlineData("sar(0.02, 0.2)", "sar")]
    [InlineData("sma(20, on: hl2)", "sma")]
    [InlineData("close / sma(20) - 1", "value")]
    [InlineData("1d: sma(20)", "value")]
    public void An_indicator_has_all_its_lines_and_anything_else_one(string text, string names)
    {
        Assert.True(IndicatorCall.TryRead(text, out var call, out _));

        Assert.Equal(names.Split(' '), call.Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("macd", "macd(12, 26, 9)")]
    [InlineData("macd(12,26,9).SIGNAL", "macd(12, 26, 9).signal")]
    public void A_call_is_named_in_canonical_form(string text, string canonical)
    {
        Assert.True(IndicatorCall.TryRead(text, out var call, out _));

        Assert.All(call.Columns, column => Assert.Equal(canonical, column.Call));
    }

    [Theory]
    [InlineData("rsi(14) < 30")]
    [InlineData("rsi(0)")]
    [InlineData("profit%")]
    [InlineData("close - entry price")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_number_on_bars_is_refused(string? text)
    {
        Assert.False(IndicatorCall.TryRead(text, out _, out var errors));

        Assert.NotEmpty(errors);
    }

    [Fact]
    public void A_call_that_is_too_long_once_written_out_is_refused_and_not_a_fault()
    {
        var sum = string.Join('+', Enumerable.Repeat("rsi", 400));   // rsi(14) is twice as long

        Assert.True(IndicatorCall.TryRead($"sma({sum}, 20)", out _, out _));
        Assert.False(IndicatorCall.TryRead($"bbands({sum}, 20, 2)", out _, out var errors));

        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Every_error_of_every_call_is_told_by_its_field()
    {
        var errors = new FieldErrors();

        Assert.Null(IndicatorCalls.Read(["rsi(14)", "clsoe + smaa(3)"], errors));

        var (field, messages) = Assert.Single(errors.ToDictionary());
        Assert.Equal(("call[1]", 2), (field, messages.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(IndicatorCalls.Most + 1)]
    public void A_request_has_one_call_or_a_few(int count)
    {
        var errors = new FieldErrors();

        Assert.Null(IndicatorCalls.Read([.. Enumerable.Repeat("close", count)], errors));

        Assert.True(errors.ToDictionary().ContainsKey("call"));
    }

    [Fact]
    public void A_line_that_is_drawn_back_ends_before_the_series_does()
    {
        Assert.True(IndicatorCall.TryRead("ichimoku(1, 2, 3, 2)", out var call, out _));
        BarSeries bars = BarSeries.FromBars([.. Enumerable.Range(1, 5).Select(day => new Bar(new DateTimeOffset(2024, 1, day, 0, 0, 0, TimeSpan.Zero), day, day, day, day, 1))]);

        var chikou = call.Drawn(call.Compile(Interval.OneDay), bars)[4];

        Assert.Equal([3, 4, 5, double.NaN, double.NaN], chikou);   // the close of two bars later
    }

    [Theory]
    [InlineData("SPY: close", "SPY")]
    [InlineData("close / eps", "eps")]
    public void What_a_series_alone_does_not_give_is_named(string text, string subject)
    {
        Assert.True(IndicatorCall.TryRead(text, out var call, out _));

        var missing = Assert.Single(call.Compile(Interval.OneDay).FindMissing(_ => 0));

        Assert.Equal(RuleFindingKind.MissingData, missing.Kind);
        Assert.Contains(subject, missing.Message, StringComparison.Ordinal);
    }
}
