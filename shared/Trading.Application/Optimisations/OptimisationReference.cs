using Trading.Domain.Accounts;
using Trading.Domain.Optimisations;

namespace Trading.Application.Optimisations;

/// <summary>Names a search where plain data travels: between its orchestration and its activities.</summary>
/// <param name="User">Owner's id.</param>
/// <param name="Id">The search's id.</param>
public sealed record OptimisationReference(string User, string Id)
{
    /// <summary>The owner.</summary>
    public UserId Owner() => new(User);

    /// <summary>The id.</summary>
    public OptimisationId OptimisationId() => new(Id);
}
