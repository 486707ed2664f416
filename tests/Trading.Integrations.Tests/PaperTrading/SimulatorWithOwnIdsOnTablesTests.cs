using Trading.Conformance;

namespace Trading.Integrations.Tests.PaperTrading;

/// <summary>The simulated broker as one that gives ids itself, on tables.</summary>
public sealed class SimulatorWithOwnIdsOnTablesTests() : BrokerConformance(SimulatorOnTablesTests.Bench(takesClientOrderIds: false));
