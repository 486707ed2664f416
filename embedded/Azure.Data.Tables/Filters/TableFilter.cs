namespace Trading.Embedded.Tables;

/// <summary>A parsed filter. <see cref="Matches"/> asks a row for its values by name; null is a property the row lacks.</summary>
internal abstract record TableFilter
{
    public abstract bool Matches(Func<string, object?> valueOf);

    public sealed record And(TableFilter Left, TableFilter Right) : TableFilter
    {
        public override bool Matches(Func<string, object?> valueOf) => Left.Matches(valueOf) && Right.Matches(valueOf);
    }

    public sealed record Or(TableFilter Left, TableFilter Right) : TableFilter
    {
        public override bool Matches(Func<string, object?> valueOf) => Left.Matches(valueOf) || Right.Matches(valueOf);
    }

    public sealed record Not(TableFilter Inner) : TableFilter
    {
        public override bool Matches(Func<string, object?> valueOf) => !Inner.Matches(valueOf);
    }

    /// <summary>A property against a literal.</summary>
    /// <remarks>
    /// A missing property makes every comparison false, <c>ne</c> included. Types stay distinct: values of two types are never
    /// equal and have no order.
    /// </remarks>
    public sealed record Comparison(string Property, string Operator, object Literal) : TableFilter
    {
        public override bool Matches(Func<string, object?> valueOf)
        {
            if (valueOf(Property) is not { } value)
                return false;
            if (value.GetType() != Literal.GetType() || (value is double.NaN) || (Literal is double.NaN))
                return Operator == "ne";
            var order = Order(value, Literal);
            return Operator switch
            {
                "eq" => order == 0,
                "ne" => order != 0,
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                _ => order <= 0,
            };
        }

        private static int Order(object left, object right) => (left, right) switch
        {
            (string a, string b) => KeyOrder.Compare(a, b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            (IComparable a, _) => a.CompareTo(right),
            _ => throw new InvalidOperationException($"{left.GetType().Name} has no order."),
        };
    }
}

/// <summary>The order of keys and strings: by code point, the order of their UTF-8 bytes, in which SQLite keeps its index.</summary>
internal static class KeyOrder
{
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a == b)
                continue;
            // UTF-16 puts surrogates, which stand for the highest code points, below U+E000.
            return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
