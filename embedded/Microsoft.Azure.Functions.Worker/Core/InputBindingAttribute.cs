namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of what hands a function an additional input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>For the derived attributes.</summary>
    public InputBindingAttribute()
    {
    }
}
