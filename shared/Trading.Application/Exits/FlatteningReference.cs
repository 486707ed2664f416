using Trading.Domain.Accounts;
using Trading.Domain.Exits;

namespace Trading.Application.Exits;

/// <summary>A flattening as it is named in orchestrations and activities.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">Which account.</param>
/// <param name="Flattening">Its id.</param>
public sealed record FlatteningReference(string User, string Account, string Flattening)
{
    /// <summary>Of a flattening.</summary>
    public static FlatteningReference Of(Flattening flattening)
    {
        ArgumentNullException.ThrowIfNull(flattening);
        return new FlatteningReference(flattening.User.Value, flattening.Account.Value, flattening.Id);
    }

    /// <summary>Its owner.</summary>
    internal UserId ToUser() => new(User);

    /// <summary>Its account.</summary>
    internal AccountId ToAccount() => new(Account);
}
