using Trading.Embedded.Tables;
using Trading.Embedded.Tables.Rest;
using Trading.Embedded.Tables.Sqlite;

namespace Trading.Embedded.Tests.Tables;

public sealed class TransactionSizeTests
{
    private const int Seed = 20240302;

    [Fact]
    public void What_an_action_is_said_to_take_at_most_is_never_less_than_what_is_sent()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 500; i++)
        {
            var write = Write(random);

            var sent = TransactionBody.Of("https://accountnamewith24letters.table.core.windows.net", new string('t', 63), [write]).Length;

            Assert.True(EntityRules.MostSentBytes(write) >= sent, $"seed {Seed}, action {i}: {sent} bytes sent, {EntityRules.MostSentBytes(write)} foreseen");
        }
    }

    private static EntityWrite Write(Random random)
    {
        var properties = Enumerable.Range(0, random.Next(20)).Select(i => new KeyValuePair<string, object?>(Name(i), random.Next(8) switch
        {
            0 => Text(random, 400),
            1 => Enumerable.Repeat((byte)random.Next(256), random.Next(400)).ToArray(),
            2 => random.NextDouble() * -1e-300,
            3 => long.MinValue,
            4 => Guid.Empty,
            5 => DateTimeOffset.MaxValue,
            6 => null,
            _ => int.MinValue,
        })).ToList();
        return new EntityWrite((WriteKind)random.Next(6), Text(random, 512), Text(random, 512), properties, "W/\"datetime'2024-02-29T23%3A59%3A59.1234567Z'\"");

        string Name(int i) => (random.Next(2) == 0 ? "Größe" : "Name") + i;
    }

    private static string Text(Random random, int most) => string.Concat(Enumerable.Repeat(random.Next(4) switch { 0 => "a", 1 => "'", 2 => "한", _ => "\u0001" }, random.Next(most)));
}
