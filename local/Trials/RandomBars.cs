using System.Globalization;
using System.Text;

namespace Trading.Local.Trials;

/// <summary>A symbol's minute bars, a random walk in cents that is drawn as time goes on, and how far they were handed to the system.</summary>
/// <param name="symbol">Ticker, of the market US.</param>
/// <param name="first">Time of the first bar, a whole minute.</param>
/// <param name="random">Decides everything.</param>
internal sealed class RandomBars(string symbol, DateTimeOffset first, Random random)
{
    private readonly List<string> rows = [];
    private decimal close = random.Next(500, 30_000) / 100m;

    /// <summary>Ticker.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>Bars that the system has said it stored.</summary>
    public int Stored { get; set; }

    /// <summary>The last close.</summary>
    public decimal Close => close;

    /// <summary>Bars that have closed.</summary>
    public int Closed => rows.Count;

    /// <summary>Draws every bar that has closed by now.</summary>
    public void DrawUntil(DateTimeOffset now)
    {
        while (first.AddMinutes(rows.Count + 1) <= now)
        {
            var open = Near(close);
            close = Near(open);
            var (high, low) = (Math.Max(open, close) * Above(), Math.Max(0.01m, decimal.Round(Math.Min(open, close) / Above(), 2)));
            rows.Add(string.Create(CultureInfo.InvariantCulture,
                $"{first.AddMinutes(rows.Count):yyyy-MM-ddTHH:mm:ssZ},{open},{decimal.Round(high, 2)},{low},{close},{random.Next(100, 100_000)}"));
        }
    }

    /// <summary>A file of the bars that the system may not have yet.</summary>
    public byte[] Csv() => Encoding.UTF8.GetBytes(string.Join('\n', rows.Skip(Stored).Prepend("timestamp,open,high,low,close,volume")));

    // Up or down by at most two percent, and now and then by a tenth.
    private decimal Near(decimal price) =>
        Math.Max(0.5m, decimal.Round(price * (1 + ((random.Next(2001) - 1000) * (random.Next(40) == 0 ? 0.0001m : 0.00002m))), 2));

    private decimal Above() => 1 + (random.Next(50) * 0.0001m);
}
