using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Trading.Local.Reports;

/// <summary>A line of values over time as SVG.</summary>
internal static class SvgChart
{
    private const int Width = 900;
    private const int Left = 90;
    private const int Top = 20;
    private const int Bottom = 22;
    private const int Buckets = 400;

    /// <summary>Draws a line.</summary>
    /// <param name="name">What it shows, for who cannot see it.</param>
    /// <param name="times">UTC ticks.</param>
    /// <param name="values">One a time.</param>
    /// <param name="format">Writes a value.</param>
    /// <param name="colour">CSS colour.</param>
    /// <param name="height">Height in units of the drawing, which is 900 wide.</param>
    public static string Draw(string name, ReadOnlySpan<long> times, ReadOnlySpan<double> values, Func<double, string> format, string colour, int height)
    {
        var (low, high) = (Min(values), Max(values));
        if (high == low)
            (low, high) = (low - 1, high + 1);
        var count = values.Length;
        double X(int i) => Left + ((Width - Left - 10) * (count == 1 ? 0.5 : i / (double)(count - 1)));
        double Y(double value) => Top + ((height - Top - Bottom) * (high - value) / (high - low));

        var line = new StringBuilder();
        List<object[]> points = [];
        foreach (var i in Extremes(values))
        {
            var time = Time(new DateTime(times[i], DateTimeKind.Utc));
            line.Append(CultureInfo.InvariantCulture, $"{X(i):0.#},{Y(values[i]):0.#} ");
            points.Add([Math.Round(X(i), 1), time, format(values[i])]);
        }

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{name}\" data-points=\"{WebUtility.HtmlEncode(JsonSerializer.Serialize(points))}\">");
        for (var step = 0; step <= 4; step++)
        {
            var value = low + ((high - low) * step / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - 10}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\" stroke=\"var(--grid)\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{WebUtility.HtmlEncode(format(value))}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{height - 6}\">{Time(new DateTime(times[0], DateTimeKind.Utc))}</text><text x=\"{Width - 10}\" y=\"{height - 6}\" text-anchor=\"end\">{Time(new DateTime(times[^1], DateTimeKind.Utc))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{line.ToString().TrimEnd()}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"cursor\" y1=\"{Top}\" y2=\"{height - Bottom}\" stroke=\"currentColor\" style=\"display:none\"/><text class=\"label\" x=\"{Left + 4}\" y=\"14\"></text></svg>");
        return svg.ToString();
    }

    /// <summary>Positions of the lowest and the highest value of each stretch, so that no spike is lost however many values there are.</summary>
    private static List<int> Extremes(ReadOnlySpan<double> values)
    {
        List<int> kept = [0];
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            var (start, end) = ((int)((long)values.Length * bucket / Buckets), (int)((long)values.Length * (bucket + 1) / Buckets));
            if (start == end)
                continue;
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                if (values[i] < values[lowest])
                    lowest = i;
                if (values[i] > values[highest])
                    highest = i;
            }

            kept.Add(Math.Min(lowest, highest));
            kept.Add(Math.Max(lowest, highest));
        }

        kept.Add(values.Length - 1);
        return [.. kept.Distinct()];
    }

    /// <summary>A time, without its hour where that says nothing.</summary>
    public static string Time(DateTime time) =>
        time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static double Min(ReadOnlySpan<double> values)
    {
        var low = values[0];
        foreach (var value in values)
            low = Math.Min(low, value);
        return low;
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        var high = values[0];
        foreach (var value in values)
            high = Math.Max(high, value);
        return high;
    }
}
