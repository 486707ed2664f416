using System.Globalization;
using System.Runtime.CompilerServices;
using Trading.Domain.MarketData;

namespace Trading.Quant.Tests;

/// <summary>Prices and expected values made by others, kept beside the repository; tests that need them skip without them.</summary>
internal static class Reference
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../../shared"));

    public static void Require() => Assert.SkipUnless(Directory.Exists(Root), $"The reference data is not at {Root}.");

    public static BarSeries Bars(string file)
    {
        Require();
        return BarSeries.FromBars([.. Rows(file).Select(row => new Bar(
            DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])))]);
    }

    /// <summary>The value columns by name; NaN where a field is empty.</summary>
    public static IReadOnlyList<(string Name, double[] Values)> Golden(string file)
    {
        Require();
        var names = File.ReadLines(Path.Combine(Root, file)).First().Split(',');
        string[][] rows = [.. Rows(file)];
        return [.. names.Skip(1).Select((name, index) => (name, Array.ConvertAll(rows, row => row[index + 1].Length == 0 ? double.NaN : Number(row[index + 1]))))];
    }

    /// <summary>Names of the files of a folder and of those in it.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        Require();
        return Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Root, folder), file).Replace('\\', '/'));
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Root, file)).Skip(1).Select(line => line.Split(','));

    private static double Number(string text) => text == "True" ? 1 : text == "False" ? 0 : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
