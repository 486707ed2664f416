using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace Trading.Embedded.SignalR;

/// <summary>Turns a call of an interface method into a message; a last argument that is a cancellation token stays here.</summary>
#pragma warning disable CA1852 // The generated proxy derives from it.
internal class CallsBecomeMessages : DispatchProxy
#pragma warning restore CA1852
{
    public IClientProxy Proxy { get; set; } = null!;

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var arguments = args ?? [];
        var token = arguments is [.., CancellationToken last] ? last : default;
        if (arguments is [.., CancellationToken])
            arguments = arguments[..^1];
        return Proxy.SendCoreAsync(targetMethod!.Name, arguments, token);
    }
}
