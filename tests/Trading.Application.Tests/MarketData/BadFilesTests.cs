using System.Runtime.CompilerServices;
using Trading.Application.MarketData;
using Trading.Domain.MarketData;

namespace Trading.Application.Tests.MarketData;

/// <summary>
/// What arrives in practice, file by file: accepted, refused row by row, or not readable at all. Nothing is repaired: a value is stored
/// as it was given or not at all.
/// </summary>
public sealed class BadFilesTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../../../shared/data/bad"));
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Rows accepted, rows refused, a line with an error (0: none), part of its message, and why.</summary>
    public static TheoryData<string, int, int, int, string, string> Files() => new()
    {
        { "blank_lines.csv", 60, 0, 0, "", "empty lines say nothing" },
        { "bom_crlf.csv", 60, 0, 0, "", "a mark and CRLF are how spreadsheets write" },
        { "close_one_tick_above_high.csv", -1, 2, -1, "high is", "how much rounding an adjustment left cannot be known" },
        { "close_outside_range.csv", 59, 1, 27, "high is", "a close above the high is wrong somewhere" },
        { "comment_lines.csv", 60, 0, 0, "", "comments say nothing" },
        { "compact_dates.csv", 0, 60, 2, "timestamp is '20170103'; expected a session date such as 2021-03-31", "one date format" },
        { "cp949_korean_header.csv", -2, 0, 1, "the file is not UTF-8", "guessing an encoding guesses names" },
        { "cr_only.csv", 60, 0, 0, "", "an old line end is a line end" },
        { "currency_signs.csv", 0, 60, 2, "open is '$212.61'; expected a number", "a sign or a suffix is no number" },
        { "decimal_comma_semicolon.csv", -2, 0, 1, "separated by semicolons", "half of the commas would be decimals" },
        { "descending.csv", 60, 0, 0, "", "times tell the order; a warning says that they were sorted" },
        { "dst_fall_back_local.csv", 0, 120, 2, "expected a session date", "read as daily bars: a time of day is no date" },
        { "duplicate_conflicting.csv", 60, 1, 32, "high is", "the second row of the day also contradicts itself" },
        { "duplicate_identical.csv", 60, 1, 32, "stand in line 31 already", "the file was put together wrongly" },
        { "eem_ticker_reuse.1d.csv", -1, 0, 0, "", "each row is possible; a warning shows the jump" },
        { "empty.csv", -2, 0, 1, "the file is empty", "nothing to import is not success" },
        { "epoch_millis.csv", 0, 60, 2, "timestamp is '1483401600000'", "one date format" },
        { "extra_columns.csv", 60, 0, 0, "", "columns that bars do not have are ignored, and named in the answer" },
        { "formula_injection.csv", 60, 2, -1, "the quotes are not balanced", "no row of bars, and it is only ever shown as text" },
        { "future_date.csv", 59, 1, 61, "lies in the future", "a bar that has not closed is not known" },
        { "halted_zero_ohl.csv", -1, 3, -1, "open is 0; expected a price above 0", "a halted share has no bar" },
        { "header_case_and_spaces.csv", 60, 0, 0, "", "names count, whatever their case and spaces" },
        { "header_only.csv", -2, 0, 1, "no rows below its header", "nothing to import is not success" },
        { "high_lt_low.csv", 59, 1, 27, "high is", "a high below the low is wrong somewhere" },
        { "html_error_page.csv", -2, 0, 1, "expected a header", "no CSV" },
        { "huge_field_count.csv", -2, 0, 32, "longer than", "no file of bars has such a line" },
        { "huge_line.csv", -2, 0, 32, "longer than", "what follows cannot be told from the line" },
        { "invalid_dates.csv", 56, 4, 22, "timestamp is '2017-02-30'", "no such day" },
        { "invalid_utf8.csv", 59, 1, 32, "open is", "bytes that are no text are no number" },
        { "json_error_body.csv", -2, 0, 1, "expected a header", "no CSV" },
        { "kospi_blank_ohl.1d.csv", -1, -1, 2, "open is ''; expected a number", "a close alone is no bar" },
        { "missing_column_close.csv", -2, 0, 1, "lacks close", "a column is missing" },
        { "missing_column_volume.csv", -2, 0, 1, "lacks volume", "a source without volume writes zeros" },
        { "missing_fields.csv", 57, 3, 12, "4 fields; expected 6", "which ones are missing cannot be known" },
        { "mixed_date_formats.csv", -1, -1, 3, "timestamp is '2017/01/04'", "one date format; midnight in UTC is the same date" },
        { "mixed_newlines.csv", 60, 0, 0, "", "line ends may alternate" },
        { "nan_values.csv", 48, 12, 7, "'NaN'; expected a number", "no value is no bar" },
        { "negative_close_futures.csv", 2, 2, 3, "low is -40.32; expected a price above 0", "shares do not trade below zero; the markets known here are of shares" },
        { "negative_price.csv", 59, 1, 27, "low is", "shares do not trade below zero" },
        { "negative_volume.csv", 59, 1, 27, "volume is", "less than nothing was not traded" },
        { "no_final_newline.csv", 60, 0, 0, "", "the last line is complete" },
        { "no_header.csv", -2, 0, 1, "found '2017-01-03'; expected a header", "the order of columns cannot be known" },
        { "nul_bytes.csv", 59, 1, 32, "open is", "a control character is no digit" },
        { "offset_timestamps.csv", 0, 60, 2, "expected a session date", "read as daily bars: a time of day is no date" },
        { "one_row.csv", 1, 0, 0, "", "one bar is a bar" },
        { "one_row_out_of_order.csv", 60, 0, 0, "", "times tell the order; a warning says that they were sorted" },
        { "only_whitespace.csv", -2, 0, 1, "the file is empty", "nothing to import is not success" },
        { "outlier_spike.csv", 60, 0, 0, "", "possible, so stored as given; a warning shows it" },
        { "price_overflow.csv", 59, 1, 27, "high is", "beyond what money can carry" },
        { "qqq_six_year_gap.1d.csv", -1, 0, 0, "", "each row is possible; a warning shows the gap" },
        { "reordered_columns.csv", 60, 0, 0, "", "names count, not places" },
        { "scientific_notation.csv", 60, 0, 0, "", "an exponent is a way to write a number" },
        { "split_1for20_reverse.csv", -1, 0, 0, "", "real prices; a warning shows the jump" },
        { "tab_separated.csv", -2, 0, 1, "separated by tabs", "one separator" },
        { "thousands_quoted.csv", 0, 60, 2, "expected a number", "a comma may be a decimal mark elsewhere" },
        { "thousands_unquoted.csv", 0, 60, 2, "fields; expected 6", "which commas separate cannot be known" },
        { "tiny_prices.csv", 60, 0, 0, "", "small numbers are numbers" },
        { "truncated.csv", 59, 1, 61, "fields; expected 6", "the file was cut" },
        { "unadjusted_split.csv", -1, 0, 0, "", "real prices; a warning shows the jump" },
        { "unbalanced_quote.csv", 59, 1, 32, "quotes are not balanced", "one bad quote does not swallow the rows after it" },
        { "unsorted.csv", 60, 0, 0, "", "times tell the order; a warning says that they were sorted" },
        { "us_dates.csv", 0, 60, 2, "timestamp is '1/3/2017'", "day and month cannot be told apart" },
        { "utf16le_bom.csv", 60, 0, 0, "", "its mark says what it is" },
        { "utf8_korean_header.csv", 60, 0, 0, "", "the names that Korean sources use" },
        { "volume_overflow.csv", 59, 1, 27, "volume is", "beyond what a count can carry" },
        { "zero_price.csv", 59, 1, 27, "open is 0", "nothing trades for nothing" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    [Trait("Reference", "beside")]
    public async Task Each_file_is_accepted_or_refused_for_a_reason(string file, int accepted, int refused, int line, string message, string why)
    {
        var content = await ReadAsync(file, Interval.OneDay);

        Assert.NotEmpty(why);
        Assert.Equal(accepted != -2, content.IsReadable);
        if (accepted >= 0)
            Assert.Equal(accepted, content.Bars.Count);
        if (accepted == -1)
            Assert.True(content.Bars.Count > 0);
        if (refused >= 0)
            Assert.Equal(refused, content.Rejected);
        else
            Assert.True(content.Rejected > 0);
        Assert.Equal(line == 0, content.Errors.Count == 0);
        if (line != 0)
            Assert.Contains(message, line > 0 ? content.Errors[line][0] : content.Errors.First().Value[0], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public void Every_file_has_its_decision()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"The damaged files are not at {Folder}.");

        var decided = Files().Select(row => row.Data.Item1).ToHashSet();

        Assert.Equal(decided.Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("descending.csv", "sorted")]
    [InlineData("outlier_spike.csv", "times the low")]
    [InlineData("qqq_six_year_gap.1d.csv", "no bars for")]
    [InlineData("eem_ticker_reuse.1d.csv", "a split?")]
    [InlineData("unadjusted_split.csv", "a split?")]
    [InlineData("split_1for20_reverse.csv", "a split?")]
    [Trait("Reference", "beside")]
    public async Task What_is_possible_but_suspicious_is_accepted_with_a_warning(string file, string warning)
    {
        var content = await ReadAsync(file, Interval.OneDay);

        Assert.Contains(content.Warnings, shown => shown.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Ignored_columns_are_named()
    {
        var content = await ReadAsync("extra_columns.csv", Interval.OneDay);

        Assert.Equal(["dividends", "splits", "symbol"], content.IgnoredColumns);
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Times_with_an_offset_are_read_as_the_instants_they_are()
    {
        var content = await ReadAsync("offset_timestamps.csv", Interval.OneHour);

        Assert.True(content.IsGood);
        Assert.Equal(new DateTimeOffset(2017, 1, 3, 14, 30, 0, TimeSpan.Zero), content.Bars[0].Time);
        Assert.Contains(13.5, Enumerable.Range(0, content.Bars.Count).Select(i => content.Bars[i].Time.TimeOfDay.TotalHours));   // after the clock change
    }

    [Fact]
    [Trait("Reference", "beside")]
    public async Task Local_times_without_an_offset_are_refused_for_intraday_bars()
    {
        var content = await ReadAsync("dst_fall_back_local.csv", Interval.OneMinute);

        Assert.Equal((0, 120), (content.Bars.Count, content.Rejected));
        Assert.Contains("Z or an offset", content.Errors[2][0], StringComparison.Ordinal);
    }

    private static async Task<BarCsvContent> ReadAsync(string file, Interval interval)
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"The damaged files are not at {Folder}.");
        await using var csv = File.OpenRead(Path.Combine(Folder, file));
        return await BarCsvReader.ReadAsync(csv, interval, Now, TestContext.Current.CancellationToken);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
