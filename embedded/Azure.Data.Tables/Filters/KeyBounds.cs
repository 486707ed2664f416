namespace Trading.Embedded.Tables;

/// <summary>What a filter's conjunction says of the keys: the part of the index that has to be read.</summary>
internal sealed record KeyBounds(string FirstPartition, string? LastPartition, string FirstRow, string? LastRow)
{
    public static KeyBounds All { get; } = new("", null, "", null);

    /// <summary>One partition: then rows are bounded too.</summary>
    public bool IsOnePartition => LastPartition is not null && LastPartition == FirstPartition;

    public static KeyBounds Of(TableFilter? filter) => filter switch
    {
        TableFilter.And both => Of(both.Left).Within(Of(both.Right)),
        TableFilter.Comparison { Property: "PartitionKey", Literal: string key } comparison => comparison.Operator switch
        {
            "eq" => All with { FirstPartition = key, LastPartition = key },
            "gt" or "ge" => All with { FirstPartition = key },
            "lt" or "le" => All with { LastPartition = key },
            _ => All,
        },
        TableFilter.Comparison { Property: "RowKey", Literal: string key } comparison => comparison.Operator switch
        {
            "eq" => All with { FirstRow = key, LastRow = key },
            "gt" or "ge" => All with { FirstRow = key },
            "lt" or "le" => All with { LastRow = key },
            _ => All,
        },
        _ => All,
    };

    private KeyBounds Within(KeyBounds other) => new(
        Later(FirstPartition, other.FirstPartition), Earlier(LastPartition, other.LastPartition),
        Later(FirstRow, other.FirstRow), Earlier(LastRow, other.LastRow));

    private static string Later(string left, string right) => KeyOrder.Compare(left, right) >= 0 ? left : right;

    private static string? Earlier(string? left, string? right) =>
        left is null ? right : right is null || KeyOrder.Compare(left, right) <= 0 ? left : right;
}
