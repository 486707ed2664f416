using Trading.Conformance;

namespace Trading.Application.Tests.PaperTrading;

/// <summary>The simulated broker as one that gives ids itself, in memory.</summary>
public sealed class SimulatorWithOwnIdsInMemoryTests() : BrokerConformance(SimulatorInMemoryTests.Bench(takesClientOrderIds: false));
