using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Hands a function a <c>DurableTaskClient</c>; there is no other way to one.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Another task hub than host.json's.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Setting that says where that hub is stored.</summary>
    public string? ConnectionName { get; set; }
}
