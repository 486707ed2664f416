namespace Trading.Application.Reconciliation;

/// <summary>How a look at an account ended.</summary>
public enum ReconciliationOutcome
{
    /// <summary>Books and broker say the same of cash, positions and orders.</summary>
    Agrees,

    /// <summary>They differ, and nothing that is under way explains it.</summary>
    Differs,

    /// <summary>Too much happened meanwhile to tell; the next look will.</summary>
    Moving,

    /// <summary>The broker can't tell what an account has.</summary>
    NotTold,
}
