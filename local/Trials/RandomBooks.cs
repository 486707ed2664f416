using System.Globalization;
using System.Text.Json.Nodes;

namespace Trading.Local.Trials;

/// <summary>Makes up order books: a few levels on each side of a price, now and then a side on which nobody stands.</summary>
/// <param name="random">Decides everything.</param>
internal sealed class RandomBooks(Random random)
{
    private const int MostLevels = 6;

    /// <summary>A book around a price.</summary>
    /// <param name="price">In cents, above zero.</param>
    /// <param name="time">When it stands so.</param>
    public JsonObject New(decimal price, DateTimeOffset time)
    {
        var half = random.Next(0, 5) * 0.01m;
        return new JsonObject
        {
            ["time"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffK", CultureInfo.InvariantCulture),
            ["bids"] = Side(price - half - 0.01m, -1),
            ["asks"] = Side(price + half, 1),
        };
    }

    private JsonArray Side(decimal best, int direction)
    {
        var side = new JsonArray();
        var levels = random.Next(10) == 0 ? 0 : random.Next(1, MostLevels + 1);
        for (var price = best; side.Count < levels && price > 0; price += direction * random.Next(1, 4) * 0.01m)
            side.Add(new JsonObject { ["price"] = price, ["quantity"] = random.Next(1, 120) });
        return side;
    }
}
