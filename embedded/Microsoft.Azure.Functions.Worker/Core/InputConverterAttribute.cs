namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the converter that makes a parameter's value.</summary>
/// <param name="converterType">The converter.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Parameter, AllowMultiple = true)]
public class InputConverterAttribute(Type converterType) : Attribute
{
    /// <summary>The converter.</summary>
    public Type ConverterType { get; } = converterType;
}
