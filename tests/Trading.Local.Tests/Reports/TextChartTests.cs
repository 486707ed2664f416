using Trading.Local.Reports;

namespace Trading.Local.Tests.Reports;

/// <summary>Charts made of letters, by hand: 72 letters across, ten lines.</summary>
public sealed class TextChartTests
{
    [Fact]
    public void A_step_up_is_low_on_the_left_and_high_on_the_right()
    {
        var lines = TextChart.Draw([0, 1], braille: false).ToArray();

        Assert.Equal(10, lines.Length);
        Assert.Equal(new string(' ', 15) + "1 " + new string(' ', 36) + new string('*', 36), lines[0]);
        Assert.Equal(new string(' ', 15) + "0 " + new string('*', 36), lines[9]);
    }

    // The highest dots of a letter are 1 and 4, U+2809; the lowest 7 and 8, U+28C0.
    [Fact]
    public void Dots_of_Braille_letters_are_finer()
    {
        var lines = TextChart.Draw([0, 1], braille: true).ToArray();

        Assert.EndsWith(new string('\u2809', 36), lines[0], StringComparison.Ordinal);
        Assert.Equal(new string(' ', 15) + "0 " + new string('\u28C0', 36) + new string('\u2800', 36), lines[9]);
    }

    [Fact]
    public void A_spike_of_one_value_among_many_is_seen()
    {
        var values = new double[100_000];
        values[50_000] = 5;

        Assert.Contains('*', TextChart.Draw(values, braille: false).First());
    }

    [Fact]
    public void A_flat_line_is_drawn()
    {
        Assert.Contains(TextChart.Draw([7, 7, 7], braille: false), line => line.EndsWith(new string('*', 72), StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_is_written_once_a_percent_and_wiped_and_only_where_somebody_watches()
    {
        using var terminal = new StringWriter();
        using var pipe = new StringWriter();
        using (var watched = new ProgressBar(terminal, isWatched: true, "Running"))
        using (var unwatched = new ProgressBar(pipe, isWatched: false, "Running"))
        {
            foreach (var progress in new[] { watched, unwatched })
            {
                progress.Report(0.5);
                progress.Report(0.501);
            }
        }

        Assert.Equal(1, terminal.ToString().Split("50 %").Length - 1);
        Assert.EndsWith("\r", terminal.ToString(), StringComparison.Ordinal);
        Assert.Empty(pipe.ToString());
    }
}
