using Trading.Application.Exits;
using Trading.Domain.Accounts;
using Trading.Domain.Exits;

namespace Trading.Functions.Exits;

/// <summary>What became of flattening everything.</summary>
/// <param name="Flattenings">By account.</param>
/// <param name="Failed">Accounts of which none could be stored; nothing was done about them.</param>
internal sealed record FlattenAllAnswer(IReadOnlyList<FlatteningView> Flattenings, IReadOnlyList<string> Failed)
{
    public static FlattenAllAnswer Of(IReadOnlyList<Flattening> started, IReadOnlyList<AccountId> failed) =>
        new([.. started.Select(FlatteningView.Of)], [.. failed.Select(account => account.Value)]);
}
