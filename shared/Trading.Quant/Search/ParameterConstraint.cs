using System.Globalization;

namespace Trading.Quant.Search;

/// <summary>Something that must hold between parameters, such as <c>fast &lt; slow</c> or <c>slow / fast &gt;= 2 and slow &lt;= 200</c>.</summary>
public sealed class ParameterConstraint
{
    private readonly Func<ParameterSet, bool> predicate;

    /// <summary>A constraint in code.</summary>
    /// <param name="text">What it says, for messages.</param>
    /// <param name="predicate">True when it holds.</param>
    public ParameterConstraint(string text, Func<ParameterSet, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(predicate);
        Text = text;
        this.predicate = predicate;
    }

    /// <summary>What it says.</summary>
    public string Text { get; }

    /// <summary>A constraint as text: comparisons (<c>&lt; &lt;= &gt; &gt;= == !=</c>) of sums and products of parameters and numbers, joined by <c>and</c> and <c>or</c>, with brackets around numbers.</summary>
    /// <param name="text">The constraint.</param>
    /// <param name="names">The parameters that it may name.</param>
    /// <exception cref="FormatException">The text is no constraint; the message says where and what was expected.</exception>
    public static ParameterConstraint Parse(string text, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        return new ParameterConstraint(text, new Reader(text, names).Read());
    }

    /// <summary>True when it holds for a combination.</summary>
    public bool Holds(ParameterSet parameters) => predicate(parameters);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Recursive descent: or, and, comparison, sum, product, primary; loosest first.</summary>
    private ref struct Reader(string text, IReadOnlyList<string> names)
    {
        private const int MaxDepth = 50;
        private static readonly string[] Comparisons = ["<=", ">=", "==", "!=", "<", ">"];
        private int at;
        private int depth;

        public Func<ParameterSet, bool> Read()
        {
            var result = Or();
            return at == text.Length ? result : throw Fail("'and', 'or' or the end");
        }

        private Func<ParameterSet, bool> Or()
        {
            var left = And();
            while (Accept("or"))
            {
                var (one, other) = (left, And());
                left = set => one(set) || other(set);
            }

            return left;
        }

        private Func<ParameterSet, bool> And()
        {
            var left = Comparison();
            while (Accept("and"))
            {
                var (one, other) = (left, Comparison());
                left = set => one(set) && other(set);
            }

            return left;
        }

        private Func<ParameterSet, bool> Comparison()
        {
            var left = Sum();
            foreach (var comparison in Comparisons)
            {
                if (!Accept(comparison))
                    continue;
                var right = Sum();
                return comparison switch
                {
                    "<=" => set => left(set) <= right(set),
                    ">=" => set => left(set) >= right(set),
                    "==" => set => left(set) == right(set),
                    "!=" => set => left(set) != right(set),
                    "<" => set => left(set) < right(set),
                    _ => set => left(set) > right(set),
                };
            }

            throw Fail($"one of {string.Join(' ', Comparisons)}");
        }

        private Func<ParameterSet, double> Sum()
        {
            var left = Product();
            while (true)
            {
                var one = left;
                if (Accept("+"))
                {
                    var other = Product();
                    left = set => one(set) + other(set);
                }
                else if (Accept("-"))
                {
                    var other = Product();
                    left = set => one(set) - other(set);
                }
                else
                {
                    return left;
                }
            }
        }

        private Func<ParameterSet, double> Product()
        {
            var left = Primary();
            while (true)
            {
                var one = left;
                if (Accept("*"))
                {
                    var other = Primary();
                    left = set => one(set) * other(set);
                }
                else if (Accept("/"))
                {
                    var other = Primary();
                    left = set => one(set) / other(set);
                }
                else
                {
                    return left;
                }
            }
        }

        private Func<ParameterSet, double> Primary()
        {
            if (++depth > MaxDepth)
                throw Fail($"at most {MaxDepth} levels");
            var result = PrimaryInside();
            depth--;
            return result;
        }

        private Func<ParameterSet, double> PrimaryInside()
        {
            if (Accept("-"))
            {
                var operand = Primary();
                return set => -operand(set);
            }

            if (Accept("("))
            {
                var inner = Sum();
                return Accept(")") ? inner : throw Fail("')'");
            }

            SkipSpace();
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.'))
                at++;
            var word = text[start..at];
            for (var i = 0; i < names.Count; i++)
            {
                var position = i;
                if (names[i].Equals(word, StringComparison.OrdinalIgnoreCase))
                    return set => set.Values[position];
            }

            if (double.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
                return _ => number;
            at = start;
            throw Fail($"a number or a parameter ({string.Join(", ", names)})");
        }

        private bool Accept(string token)
        {
            SkipSpace();
            if (!text.AsSpan(at).StartsWith(token, StringComparison.OrdinalIgnoreCase))
                return false;
            var end = at + token.Length;
            if (char.IsAsciiLetter(token[0]) && end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                return false;
            at = end;
            SkipSpace();
            return true;
        }

        private void SkipSpace()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
        }

        private readonly FormatException Fail(string expected) => new($"Constraint '{text}', position {at + 1}: expected {expected}.");
    }
}
