namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function.</summary>
/// <param name="name">Unique in the app whatever the case; a letter, then letters, digits, <c>-</c> or <c>_</c>, at most 128.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name { get; } = name;
}
