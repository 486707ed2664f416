using System.Runtime.CompilerServices;
using Trading.Application.Backtests.Pins;
using Trading.Application.Templates;

namespace Trading.Application.Tests.Templates;

/// <summary>
/// No result changes unnoticed: each template on each data set gives the hash that stands in <c>pins.txt</c>. Trades and equity beside it tell a
/// person what changed. The hashes guard against change; that results are right is for the tests with values from elsewhere.
/// </summary>
public sealed class TemplatePinsTests
{
    private static readonly string File = Path.Combine(Path.GetDirectoryName(Here())!, "pins.txt");
    private static readonly string[] Lines = [.. System.IO.File.ReadAllLines(File).Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string, string> OnGenerated() => Pairs(DataSet.Generated);

    public static TheoryData<string, string> OnReal() => Pairs(DataSet.Real);

    [Theory]
    [MemberData(nameof(OnGenerated))]
    public void A_template_gives_the_pinned_result_on_generated_bars(string id, string data) =>
        AssertPinned(id, DataSet.Generated.Single(one => one.Name == data));

    [Theory]
    [MemberData(nameof(OnReal))]
    [Trait("Reference", "beside")]
    public void A_template_gives_the_pinned_result_on_real_bars(string id, string data) => AssertPinned(id, DataSet.Real.Single(one => one.Name == data));

    [Fact]
    public void The_pins_are_those_of_this_engine()
    {
        var engine = $"engine {EngineVersion.Current}";

        Assert.True(
            Lines.FirstOrDefault() == engine,
            $"pins.txt begins with '{Lines.FirstOrDefault()}' and the engine is '{engine}'. Check each pin that changed, then write the new version there.");
    }

    [Fact]
    public void Every_pin_belongs_to_a_template_and_a_data_set()
    {
        var expected = DataSet.Generated.Concat(DataSet.Real).SelectMany(data => TemplateCatalog.All.Select(template => Key(template.Id, data.Name)));

        Assert.Equal(expected.Order(StringComparer.Ordinal), Lines.Skip(1).Select(line => string.Join(' ', Words(line).Take(2))).Order(StringComparer.Ordinal));
    }

    private static void AssertPinned(string id, DataSet data)
    {
        var (run, pins) = data.Run(TemplateCatalog.Find(id)!);
        var now = FormattableString.Invariant($"{id,-27} {data.Name,-12} {run.Trades.Count,5} trades {run.Result.FinalEquity,18:0.00} {pins.Result}");
        var pinned = Lines.SingleOrDefault(line => Key(id, data.Name) == string.Join(' ', Words(line).Take(2))) ?? "(no line)";

        Assert.True(
            Words(now).SequenceEqual(Words(pinned)),
            $"""
             {id} on {data.Name} gives another result.
             was: {pinned}
             now: {now}
             If that was meant, count up the number in EngineVersion and write the new line into pins.txt.
             """);
    }

    private static TheoryData<string, string> Pairs(IEnumerable<DataSet> sets)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var data in sets)
        {
            foreach (var template in TemplateCatalog.All)
                pairs.Add(template.Id, data.Name);
        }

        return pairs;
    }

    private static string Key(string id, string data) => $"{id} {data}";

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Here([CallerFilePath] string path = "") => path;
}
