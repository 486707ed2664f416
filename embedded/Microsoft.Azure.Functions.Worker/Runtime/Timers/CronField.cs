using System.Globalization;
using System.Numerics;

namespace Trading.Embedded.Functions.Timers;

/// <summary>The values that one field of a cron expression allows, as a set of bits.</summary>
internal readonly struct CronField
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong bits;

    private CronField(ulong bits, bool isEvery)
    {
        this.bits = bits;
        IsEvery = isEvery;
    }

    /// <summary>How many values it allows.</summary>
    public int Count => BitOperations.PopCount(bits);

    /// <summary>Whether it allows every value: <c>*</c>, or a list that comes to the same.</summary>
    public bool IsEvery { get; }

    public bool Allows(int value) => (bits >> value & 1) != 0;

    /// <summary>The smallest allowed value that is at least <paramref name="from"/>, or -1.</summary>
    public int AtLeast(int from)
    {
        var rest = from > 63 ? 0 : bits >> from << from;
        return rest == 0 ? -1 : BitOperations.TrailingZeroCount(rest);
    }

    /// <exception cref="FormatException">The text is no list of values, ranges and steps within the kind's limits.</exception>
    public static CronField Parse(string text, CronFieldKind kind)
    {
        var (min, max) = Limits(kind);
        ulong bits = 0;
        foreach (var part in text.Split(','))
        {
            var (first, last, step) = ParsePart(part, kind, min, max);
            for (var value = first; value <= last; value += step)
                bits |= 1UL << value;
        }

        return new CronField(bits, BitOperations.PopCount(bits) == max - min + 1);
    }

    private static (int First, int Last, int Step) ParsePart(string part, CronFieldKind kind, int min, int max)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? part : part[..slash];
        var step = 1;
        if (slash >= 0 && (!int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1))
            throw new FormatException($"'{part}' has no step of 1 or more after the '/'");
        if (range == "*")
            return (min, max, step);
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return (ParseValue(range, kind, min, max), slash < 0 ? ParseValue(range, kind, min, max) : max, step);
        var first = ParseValue(range[..dash], kind, min, max);
        var last = ParseValue(range[(dash + 1)..], kind, min, max);
        return first <= last ? (first, last, step) : throw new FormatException($"the range '{range}' ends before it begins");
    }

    private static int ParseValue(string text, CronFieldKind kind, int min, int max)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value >= min && value <= max ? value : throw new FormatException($"{value} is no {Name(kind)}; expected {min} to {max}");
        var names = kind switch
        {
            CronFieldKind.Month => MonthNames,
            CronFieldKind.DayOfWeek => DayNames,
            _ => [],
        };
        var index = text.Length < 3 ? -1 : Array.FindIndex(names, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && IsNameOrFull(text, name, kind));
        return index >= 0 ? index + min : throw new FormatException($"'{text}' is no {Name(kind)}");
    }

    private static bool IsNameOrFull(string text, string name, CronFieldKind kind)
    {
        if (text.Length == 3)
            return true;
        var full = kind == CronFieldKind.Month
            ? CultureInfo.InvariantCulture.DateTimeFormat.MonthNames
            : CultureInfo.InvariantCulture.DateTimeFormat.DayNames;
        return full.Any(word => word.StartsWith(name, StringComparison.OrdinalIgnoreCase) && word.Equals(text, StringComparison.OrdinalIgnoreCase));
    }

    private static (int Min, int Max) Limits(CronFieldKind kind) => kind switch
    {
        CronFieldKind.Second or CronFieldKind.Minute => (0, 59),
        CronFieldKind.Hour => (0, 23),
        CronFieldKind.Day => (1, 31),
        CronFieldKind.Month => (1, 12),
        _ => (0, 6),
    };

    private static string Name(CronFieldKind kind) => kind switch
    {
        CronFieldKind.DayOfWeek => "day of week",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
