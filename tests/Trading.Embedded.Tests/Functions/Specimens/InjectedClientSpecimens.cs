using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>Asks for a durable client where there is none.</summary>
public sealed class InjectedClientSpecimens(DurableTaskClient client)
{
    [Function("Injected")]
    public string Injected([HttpTrigger(AuthorizationLevel.Anonymous, Route = "injected")] HttpRequest request) => $"{client?.Name} {request?.Path}";
}
