using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Trading.Embedded.Functions.Outputs;

/// <summary>A kind of output binding: knows its attribute, and where values go.</summary>
internal interface IOutputKind
{
    /// <summary>What the binding sends and where, settings filled in.</summary>
    /// <param name="attribute">Any output attribute.</param>
    /// <param name="value">Type of what it takes.</param>
    /// <returns>Null when the attribute is of another kind.</returns>
    /// <exception cref="FormatException">The binding is wrong, or can't take such a value.</exception>
    OutputBinding? Read(OutputBindingAttribute attribute, Type value);
}
