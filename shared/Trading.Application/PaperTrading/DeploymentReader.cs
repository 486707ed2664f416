using System.Globalization;
using Trading.Application.MarketData;

namespace Trading.Application.PaperTrading;

/// <summary>Checks what is asked of a deployment beyond its strategy.</summary>
internal static class DeploymentReader
{
    private const double MaxBarsPerSecond = 100_000;


    /// <summary>Reads the opening cash.</summary>
    public static decimal ReadCash(decimal? cash, FieldErrors errors)
    {
        if (cash is > 0 and <= StartDeploymentHandler.MaxInitialCash)
            return cash.Value;
        errors.Add("initialCash", string.Create(CultureInfo.InvariantCulture,
            $"initialCash is {cash?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; expected an amount above 0 and at most {StartDeploymentHandler.MaxInitialCash}"));
        return 0;
    }

    /// <summary>Reads the replay over stored bars; null for none.</summary>
    public static ReplayPlan? ReadReplay(ReplayDraft? draft, BarCoverage stored, FieldErrors errors)
    {
        if (draft is null)
            return null;
        // The end is fixed now: bars that arrive while it runs are not part of the replay.
        var from = TimeText.Read("replay.from", draft.From, stored.First, errors);
        var to = TimeText.Read("replay.to", draft.To, stored.Last + stored.Key.Interval.Duration, errors);
        if (from > stored.Last || to <= stored.First)
            errors.Add("replay.from", $"no bars lie between from and to; stored are {stored.First.UtcDateTime:O} to {stored.Last.UtcDateTime:O}");
        else if (from >= to)
            errors.Add("replay.to", "to is not after from");
        if (!(draft.BarsPerSecond is >= 0 and <= MaxBarsPerSecond))
        {
            errors.Add("replay.barsPerSecond", string.Create(CultureInfo.InvariantCulture,
                $"barsPerSecond is {draft.BarsPerSecond}; expected 0, for as fast as it goes, to {MaxBarsPerSecond}"));
        }

        return new ReplayPlan(from, to, draft.BarsPerSecond);
    }
}
