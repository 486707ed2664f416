using Trading.Domain.MarketData;

namespace Trading.Quant.Rules;

/// <summary>The bars and figures that a run is given besides the rules' own bars.</summary>
internal sealed class RuleFeeds
{
    private readonly Dictionary<(string? Symbol, Interval Interval), List<RuleFeed>> series = [];
    private readonly Dictionary<(string? Symbol, FundamentalField Field), List<(long KnownAt, double Value)>> fundamentals = [];

    /// <summary>Columns that were read before, for the rows that are taken in next.</summary>
    public IReadOnlyList<ReadOnlyMemory<double>> Given { get; set; } = [];

    /// <summary>A feed for a lane: lanes on the same bars that are seen from different bars each read them at their own pace.</summary>
    public RuleFeed Open(Lane lane, int most)
    {
        var feed = new RuleFeed(most);
        var key = (lane.Symbol, lane.Interval!.Value);
        if (!series.TryGetValue(key, out var feeds))
            series[key] = feeds = [];
        feeds.Add(feed);
        return feed;
    }

    /// <summary>Forgets everything that was given; lanes forget their own.</summary>
    public void Reset()
    {
        foreach (var values in fundamentals.Values)
            values.Clear();
    }

    /// <summary>Every feed of some bars.</summary>
    /// <exception cref="ArgumentException">No rule asks for them.</exception>
    public IReadOnlyList<RuleFeed> Of(SeriesNeed need) => series.TryGetValue((need.Symbol, need.Interval), out var feeds)
        ? feeds
        : throw new ArgumentException($"No rule needs {need.Symbol ?? "its own symbol"} {need.Interval}.", nameof(need));

    /// <summary>What is known of a figure, oldest first.</summary>
    public List<(long KnownAt, double Value)> Of(FundamentalNeed need)
    {
        if (!fundamentals.TryGetValue((need.Symbol, need.Field), out var values))
            fundamentals[(need.Symbol, need.Field)] = values = [];
        return values;
    }
}
