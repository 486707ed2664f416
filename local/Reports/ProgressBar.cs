using System.Globalization;

namespace Trading.Local.Reports;

/// <summary>A line at a terminal that fills while work goes on, and is wiped when it is done. Does nothing where nobody watches.</summary>
internal sealed class ProgressBar(TextWriter terminal, bool isWatched, string work) : IDisposable
{
    private const int Width = 40;
    private int shown = -1;

    /// <summary>Fills to a fraction, 0 to 1.</summary>
    public void Report(double fraction)
    {
        var percent = (int)(Math.Clamp(fraction, 0, 1) * 100);
        if (!isWatched || percent == shown)
            return;
        shown = percent;
        var filled = percent * Width / 100;
        terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r{work,-10}[{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %"));
        terminal.Flush();
    }

    public void Dispose()
    {
        if (shown >= 0)
            terminal.Write($"\r{new string(' ', Width + 20)}\r");
    }
}
