namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of what binds a parameter or a result to the outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>For the derived attributes.</summary>
    public BindingAttribute()
    {
    }
}
