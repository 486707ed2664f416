using System.Globalization;
using System.Text.Json.Nodes;

namespace Trading.Local.Trials;

/// <summary>Makes up orders of every kind and duration, and changes of them, as a person would send them.</summary>
/// <param name="random">Decides everything.</param>
/// <param name="clock">The clock on the wall.</param>
/// <param name="brackets">Some purchases bring their exits.</param>
internal sealed class RandomOrders(Random random, TimeProvider clock, bool brackets)
{
    /// <summary>An order near the last price.</summary>
    /// <param name="account">Who trades.</param>
    /// <param name="bars">What is traded.</param>
    public JsonObject New(string account, RandomBars bars)
    {
        var kind = Any("market", "limit", "stop", "stopLimit", "trailingStop");
        var order = new JsonObject
        {
            ["account"] = account,
            ["market"] = "US",
            ["symbol"] = bars.Symbol,
            ["side"] = random.Next(5) < 3 ? "buy" : "sell",
            ["kind"] = kind,
        };
        if (kind is "limit" or "stopLimit")
            order["limitPrice"] = Near(bars.Close);
        if (kind is "stop" or "stopLimit")
            order["stopPrice"] = Near(bars.Close);
        if (kind is "trailingStop" && random.Next(2) == 0)
            order["trailRate"] = random.Next(1, 30) * 0.001m;
        else if (kind is "trailingStop")
            order["trailAmount"] = decimal.Round(bars.Close * random.Next(1, 30) * 0.001m, 2) + 0.01m;
        if (kind is "market" && random.Next(4) == 0 && order["side"]!.GetValue<string>() == "buy")
            order["cash"] = random.Next(100, 20_000);
        else
            order["quantity"] = random.Next(1, 200);
        order["timeInForce"] = Any("goodTillCancelled", "day", "immediateOrCancel", "fillOrKill", "goodTillDate");
        if (order["timeInForce"]!.GetValue<string>() == "goodTillDate")
            order["goodTill"] = clock.GetUtcNow().AddMinutes(random.Next(6, 30)).ToString("O", CultureInfo.InvariantCulture);
        if (random.Next(4) == 0)
            order["group"] = $"group-{random.Next(3)}";
        if (brackets && random.Next(3) == 0 && order["side"]!.GetValue<string>() == "buy")
            order["bracket"] = Exits();
        return order;
    }

    /// <summary>A change of an order that works: another quantity, and another price where it has one.</summary>
    /// <param name="order">As the API shows it.</param>
    public JsonObject Change(JsonNode order)
    {
        var change = new JsonObject { ["quantity"] = random.Next(1, 200) };
        foreach (var field in new[] { "limitPrice", "stopPrice" })
        {
            if (order[field] is JsonValue price && random.Next(2) == 0)
                change[field] = Near(decimal.Parse(price.ToString(), CultureInfo.InvariantCulture));
        }

        return change;
    }

    // Some near enough that the next bars reach them; a stop-loss without a rate is the usual one.
    private JsonObject Exits()
    {
        var exits = new JsonObject { ["stopLoss"] = random.Next(3) == 0 ? new JsonObject() : Rate() };
        if (random.Next(2) == 0)
            exits["target"] = Rate();
        if (random.Next(3) == 0)
            exits["trailing"] = Rate();
        return exits;
    }

    private JsonObject Rate() => new() { ["rate"] = random.Next(5, 50) * 0.001m };

    private decimal Near(decimal price) => Math.Max(0.01m, decimal.Round(price * (1 + ((random.Next(201) - 100) * 0.0002m)), 2));

    private string Any(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
