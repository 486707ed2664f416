using Trading.Domain.MarketData;
using Trading.Domain.Markets;

namespace Trading.Quant.Rules;

/// <content>What operators join: numbers, names, calls, brackets, scopes.</content>
internal sealed partial class Parser
{
    private const int MostBars = 10_000;

    private RuleNode? Primary()
    {
        var token = Current;
        if (AcceptScope() is { } scope)
            return Scoped(scope, Nested(Past));
        if (token.Kind == TokenKind.Number)
            return new NumberNode(Take().Value);
        if (Accept("("))
        {
            var inner = Nested(Or);
            Expect(")");
            return inner;
        }

        if (token.Kind == TokenKind.Word && Named(token) is { } read)
            return read();
        return Unknown(token);
    }

    /// <summary>How to read on from a known name; null for an unknown one.</summary>
    private Func<RuleNode?>? Named(Token token)
    {
        if (Vocabulary.Number(tokens, at, out var length) is { } number)
        {
            at += length;
            return () => number;
        }

        if (Vocabulary.Stop(tokens, at, out length) is { } stop)
        {
            at += length;
            return () => Nested(() => Stop(stop));
        }

        Func<RuleNode?>? read = Vocabulary.Functions.TryGetValue(token.Text, out var function) ? () => Nested(() => Function(token, function))
            : token.Is("rising") || token.Is("falling") ? () => Nested(() => Trend(token))
            : catalog.Find(token.Text) is { } indicator ? () => Nested(() => Call(indicator))
            : null;
        if (read is not null)
            Take();
        return read;
    }

    /// <summary>Notes what is no operand. A joint or a bracket stays for those around, a name goes with its arguments, in which errors are found too.</summary>
    private RuleNode? Unknown(Token token)
    {
        var isName = token.Kind == TokenKind.Word && !Vocabulary.Joints.Any(token.Is);
        Fail(token, Vocabulary.Expected, isName ? Vocabulary.Nearest(token.Text, Following.Text, catalog) : Foreign.GetValueOrDefault(token.Text));
        if (isName || token.Kind == TokenKind.Unknown || token.Is(".") || token.Is(":") || token.Is("%") || token.Is("["))
            Take();
        if (isName && Current.Is("("))
            Nested(Arguments);
        if (isName && Current.Is(".") && Following.Kind == TokenKind.Word)
            at += 2;
        return null;
    }

    /// <summary>
    /// Takes a scope: a symbol, an interval, or both, before a colon. It is looked for in the text, because the dots, hyphens and digits
    /// of symbols are other tokens elsewhere.
    /// </summary>
    private RuleScope? AcceptScope()
    {
        var first = SymbolAt(Current.Start);
        var next = Lexer.SkipBlank(text, Current.Start + first.Length);
        var second = first.Length == 0 ? "" : SymbolAt(next);
        var end = second.Length == 0 ? next : Lexer.SkipBlank(text, next + second.Length);
        if (first.Length == 0 || end >= text.Length || text[end] != ':' || Vocabulary.Joints.Any(Current.Is))
            return null;

        var token = Current with { Text = first };
        string? symbol = null;
        Interval? interval = null;
        if (second.Length > 0 && !IsInterval(second))
            return null;
        if (second.Length == 0 && IsInterval(first))
        {
            interval = ReadInterval(first, token);
        }
        else
        {
            symbol = first.ToUpperInvariant();
            if (!InstrumentId.TryCreate(default, symbol, out _))
                Fail(token, $"a symbol of 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens");
            if (second.Length > 0)
                interval = ReadInterval(second, new Token(TokenKind.Word, second, next));
        }

        while (Current.Start <= end && Current.Kind != TokenKind.End)
            at++;
        return new RuleScope(symbol, interval);
    }

    /// <summary>The letters that may belong to a symbol from a position on; with a hyphen only where they do not begin with a name or number of the language.</summary>
    private string SymbolAt(int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || (end > start && text[end] is '.' or '-')))
            end++;
        var run = text[start..end];
        var head = run.Split('-')[0];
        return head.Length < run.Length && (char.IsAsciiDigit(run[0]) || catalog.Find(head) is not null ||
            Vocabulary.Number([.. Lexer.Read(head)], 0, out _) is not null) ? head : run;
    }

    /// <summary>True for digits and one of the letters of an interval.</summary>
    private static bool IsInterval(string word) =>
        word.Length is > 1 and < 4 && word[..^1].All(char.IsAsciiDigit) && char.ToLowerInvariant(word[^1]) is 'm' or 'h' or 'd' or 'w';

    private Interval? ReadInterval(string word, Token token)
    {
        // Upper-case M commonly means a month: nobody shall get minutes who meant months.
        if (!word.EndsWith('M') && Interval.TryParse(Vocabulary.Lower(word), out var interval))
            return interval;
        Fail(token, $"an interval: {string.Join(", ", Interval.All)}", NearestName.Of(Vocabulary.Lower(word), Interval.All.Select(known => known.Code)));
        return null;
    }

    private StopNode? Stop(StopKind kind)
    {
        if (Current.Kind == TokenKind.Number && Following.Is("%"))
        {
            var percent = Take().Value;
            Take();
            return new StopNode(kind, new NumberNode(percent), IsPercent: true);
        }

        NumericNode? distance;
        if (Current.Kind == TokenKind.Number && Following.Kind == TokenKind.Word && !Vocabulary.Joints.Any(Following.Is))
        {
            var times = new NumberNode(Take().Value);
            distance = NextStillNumber(Past, isAllowed: false) is { } each ? new ArithmeticNode(times, '*', each) : null;
        }
        else
        {
            distance = NextStillNumber(Product, isAllowed: false);
        }

        return distance is null ? null : new StopNode(kind, distance, IsPercent: false);
    }

    private FunctionNode? Function(Token name, RuleFunction function)
    {
        var isMany = function is RuleFunction.Min or RuleFunction.Max;
        var arguments = Arguments();
        if (isMany ? arguments.Count < 2 : arguments.Count != 1)
            Fail(name, isMany ? $"{Vocabulary.Lower(name.Text)}(number, number), or more of them" : $"{Vocabulary.Lower(name.Text)}(number)");
        RefuseNames(arguments);
        return arguments.Count > 0 && arguments.All(argument => argument.Node is not null)
            ? new FunctionNode(function, [.. arguments.Select(argument => argument.Node!)])
            : null;
    }

    private TrendNode? Trend(Token name)
    {
        var arguments = Arguments();
        if (arguments.Count is not (1 or 2))
            Fail(name, $"{Vocabulary.Lower(name.Text)}(number) or {Vocabulary.Lower(name.Text)}(number, bars)");
        RefuseNames(arguments);
        var number = arguments.Count > 0 ? StillNumber(arguments[0].Node, arguments[0].Start, isAllowed: false) : null;
        var bars = 1;
        if (arguments.Count > 1 && arguments[1].Node is { } last)
        {
            if (last is NumberNode { Value: >= 1 and <= MostBars } whole && whole.Value == Math.Floor(whole.Value))
                bars = (int)whole.Value;
            else
                Fail(arguments[1].Start, $"a whole number of bars from 1 to {MostBars}");
        }

        return number is null ? null : new TrendNode(number, name.Is("rising"), bars);
    }

    private void RefuseNames(List<Argument> arguments)
    {
        foreach (var argument in arguments.Where(argument => argument.Name is not null))
            Fail(argument.Name!.Value, "a number without a name");
    }

    private int? WholeNumber(int least)
    {
        if (Current.Kind == TokenKind.Number && Current.Value >= least && Current.Value <= MostBars && Current.Value == Math.Floor(Current.Value))
            return (int)Take().Value;
        Fail(Current, $"a whole number of bars from {least} to {MostBars}");
        if (!Current.Is("]"))
            Sum();
        return null;
    }

    /// <summary>Numbers in brackets, with or without names; none when there are no brackets.</summary>
    private List<Argument> Arguments()
    {
        List<Argument> arguments = [];
        if (!Accept("("))
            return arguments;
        while (!Current.Is(")") && Current.Kind != TokenKind.End)
        {
            if (arguments.Count > 0 && !Accept(","))
                break;
            Token? name = null;
            if (Current.Kind == TokenKind.Word && Following.Is(":"))
            {
                name = Take();
                Take();
            }

            var start = Current;
            arguments.Add(new Argument(name, NextNumber(Sum), start));
        }

        Expect(")");
        return arguments;
    }

    /// <summary>A number in the brackets of a call.</summary>
    /// <param name="Name">Its name, where it has one.</param>
    /// <param name="Node">The number; null where it was wrong.</param>
    /// <param name="Start">Where it begins.</param>
    private readonly record struct Argument(Token? Name, NumericNode? Node, Token Start);
}
