namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of what takes a function's result, or a property of it, to the outside.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute
{
    /// <summary>For the derived attributes.</summary>
    public OutputBindingAttribute()
    {
    }
}
