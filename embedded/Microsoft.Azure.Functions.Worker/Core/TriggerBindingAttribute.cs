namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of what makes a function run. A function has exactly one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>For the derived attributes.</summary>
    public TriggerBindingAttribute()
    {
    }
}
