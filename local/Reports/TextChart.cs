using System.Globalization;
using System.Text;

namespace Trading.Local.Reports;

/// <summary>A line of values as text: dots of Braille letters, two by four a letter, or plain letters where those can't be shown.</summary>
internal static class TextChart
{
    private const int Height = 10;
    private const int Width = 72;
    private const int AxisWidth = 16;
    private const char BlankBraille = '\u2800';

    // Dot of a Braille letter by row and column: https://www.unicode.org/charts/PDF/U2800.pdf
    private static readonly int[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>Draws a line.</summary>
    /// <param name="values">One or more, evenly spaced.</param>
    /// <param name="braille">True for a terminal that shows Unicode.</param>
    public static IEnumerable<string> Draw(IReadOnlyList<double> values, bool braille)
    {
        var (down, across) = braille ? (4, 2) : (1, 1);
        var (low, high) = (values.Min(), values.Max());
        var span = high > low ? high - low : 1;
        var letters = new int[Height, Width];
        int RowOf(double value) => (int)Math.Round((high - value) / span * ((Height * down) - 1));
        for (var column = 0; column < Width * across; column++)
        {
            // All rows that the values of this column pass, so that no spike is lost.
            var start = (int)((long)column * values.Count / (Width * across));
            var end = Math.Max(start + 1, (int)((long)(column + 1) * values.Count / (Width * across)));
            var (top, bottom) = (Height * down, -1);
            for (var i = start; i < end; i++)
            {
                top = Math.Min(top, RowOf(values[i]));
                bottom = Math.Max(bottom, RowOf(values[i]));
            }

            for (var row = top; row <= bottom; row++)
                letters[row / down, column / across] |= braille ? Dots[row % down, column % across] : 1;
        }

        for (var row = 0; row < Height; row++)
            yield return Label(high - (span * row / (Height - 1)), row) + Line(letters, row, braille);
    }

    private static string Label(double value, int row) =>
        row % 3 == 0 ? value.ToString("#,##0", CultureInfo.InvariantCulture).PadLeft(AxisWidth) + " " : new string(' ', AxisWidth + 1);

    private static string Line(int[,] letters, int row, bool braille)
    {
        var line = new StringBuilder(Width);
        for (var column = 0; column < Width; column++)
            line.Append(braille ? (char)(BlankBraille + letters[row, column]) : letters[row, column] == 0 ? ' ' : '*');
        return line.ToString().TrimEnd();
    }
}
