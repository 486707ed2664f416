namespace Trading.Domain.Accounts;

/// <summary>Whose money an account holds.</summary>
public enum AccountKind
{
    /// <summary>Simulated money at the simulated broker.</summary>
    Simulator,

    /// <summary>Real money at a real broker.</summary>
    Live,

    /// <summary>Simulated money of one strategy at work; made with its deployment, and ended by it.</summary>
    Deployment,
}
