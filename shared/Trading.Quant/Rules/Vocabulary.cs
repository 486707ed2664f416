using Trading.Domain.MarketData;
using Trading.Quant.Indicators;

namespace Trading.Quant.Rules;

/// <summary>The names of the rule language other than its indicators, and how they are written.</summary>
internal static class Vocabulary
{
    /// <summary>Functions of numbers, by name.</summary>
    public static readonly Dictionary<string, RuleFunction> Functions =
        Enum.GetValues<RuleFunction>().ToDictionary(function => Lower(function.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <summary>Stops, by name.</summary>
    public static readonly Dictionary<StopKind, string> Stops = new()
    {
        [StopKind.Trailing] = "trailing stop",
        [StopKind.Loss] = "stop loss",
        [StopKind.Profit] = "take profit",
    };

    /// <summary>Position terms, by name.</summary>
    public static readonly Dictionary<PositionTerm, string> Positions = new()
    {
        [PositionTerm.ProfitPercent] = "profit%",
        [PositionTerm.BarsHeld] = "bars held",
        [PositionTerm.EntryPrice] = "entry price",
        [PositionTerm.HighestSinceEntry] = "highest since entry",
        [PositionTerm.LowestSinceEntry] = "lowest since entry",
    };

    /// <summary>Words that join others and name nothing.</summary>
    public static readonly string[] Joints = ["and", "or", "not", "crosses", "above", "below", "between", "on"];

    private static readonly (string Name, NumericNode Node)[] Numbers =
    [
        .. Enum.GetValues<BarField>().Select(field => (Lower(field.ToString()), (NumericNode)new FieldNode(field))),
        .. Enum.GetValues<DerivedField>().Select(field => (Lower(field.ToString()), (NumericNode)new DerivedNode(field))),
        .. Positions.Select(term => (term.Value, (NumericNode)new PositionNode(term.Key))),
        .. FundamentalField.All.SelectMany(field => field.Aliases.Prepend(field.Name).Select(name => (name, (NumericNode)new FundamentalNode(field)))),
    ];

    private static readonly ILookup<string, (Token[] Tokens, NumericNode Node)> Sequences = Cut(Numbers);
    private static readonly ILookup<string, (Token[] Tokens, StopKind Kind)> StopSequences = Cut([.. Stops.Select(stop => (stop.Value, stop.Key))]);

    /// <summary>What may stand where an operand is expected, in words.</summary>
    public const string Expected = "a number, a field such as close, an indicator such as sma(20), 'not' or '('";

    /// <summary>The number that is named from a token on; the longest name wins.</summary>
    public static NumericNode? Number(List<Token> tokens, int at, out int length) => Find(Sequences, tokens, at, out length).Item;

    /// <summary>The stop that is named from a token on.</summary>
    public static StopKind? Stop(List<Token> tokens, int at, out int length) =>
        Find(StopSequences, tokens, at, out length) is { IsFound: true } found ? found.Item : null;

    /// <summary>The name of anything that may stand where an operand is expected and is spelled most like what was written.</summary>
    public static string? Nearest(string word, string next, IndicatorCatalog catalog)
    {
        var names = catalog.All.SelectMany(indicator => indicator.Aliases.Prepend(indicator.Name))
            .Concat(Numbers.Select(number => number.Name)).Concat(Functions.Keys).Concat(Stops.Values).Append("rising").Append("falling").ToList();
        return NearestName.Of(word, names.Where(name => !name.Contains(' ', StringComparison.Ordinal))) ??
            NearestName.Of($"{word} {next}", names.Where(name => name.Contains(' ', StringComparison.Ordinal)));
    }

    public static string Lower(string name) => name.ToLowerInvariant();

    /// <summary>Names as tokens by their first word, the longest first.</summary>
    private static ILookup<string, (Token[] Tokens, T Item)> Cut<T>((string Name, T Item)[] names) => names
        .Select(pair => (Tokens: Lexer.Read(pair.Name).SkipLast(1).ToArray(), pair.Item))
        .OrderByDescending(pair => pair.Tokens.Length)
        .ToLookup(pair => pair.Tokens[0].Text, StringComparer.OrdinalIgnoreCase);

    private static (bool IsFound, T? Item) Find<T>(ILookup<string, (Token[] Tokens, T Item)> sequences, List<Token> tokens, int at, out int length)
    {
        foreach (var (sequence, item) in sequences[tokens[at].Text])
        {
            if (StandsAt(tokens, at, sequence))
            {
                length = sequence.Length;
                return (true, item);
            }
        }

        length = 0;
        return default;
    }

    private static bool StandsAt(List<Token> tokens, int at, Token[] sequence)
    {
        if (at + sequence.Length > tokens.Count)
            return false;
        for (var i = 0; i < sequence.Length; i++)
        {
            if (!tokens[at + i].Is(sequence[i].Text))
                return false;
        }

        return true;
    }
}
