namespace Trading.Embedded.Tests.Functions;

/// <summary>Fields of cron expressions drawn at random, with the values they allow.</summary>
internal static class RandomCron
{
    public static (string Text, HashSet<int> Values) Field(Random random, int min, int max)
    {
        var parts = Enumerable.Range(0, random.Next(4) == 0 ? random.Next(2, 4) : 1).Select(_ => Part(random, min, max)).ToArray();
        return (string.Join(',', parts.Select(part => part.Text)), [.. parts.SelectMany(part => part.Values)]);
    }

    private static (string Text, IEnumerable<int> Values) Part(Random random, int min, int max)
    {
        var (one, other) = (random.Next(min, max + 1), random.Next(min, max + 1));
        var (first, last) = (Math.Min(one, other), Math.Max(one, other));
        var step = random.Next(1, max - min + 2);
        return random.Next(6) switch
        {
            0 => ($"*/{step}", Every(min, max, step)),
            1 => ($"{one}", [one]),
            2 => ($"{first}-{last}", Every(first, last, 1)),
            3 => ($"{first}-{last}/{step}", Every(first, last, step)),
            4 => ($"{one}/{step}", Every(one, max, step)),
            _ => ("*", Every(min, max, 1)),
        };
    }

    private static IEnumerable<int> Every(int first, int last, int step) =>
        Enumerable.Range(first, last - first + 1).Where(value => (value - first) % step == 0);
}
