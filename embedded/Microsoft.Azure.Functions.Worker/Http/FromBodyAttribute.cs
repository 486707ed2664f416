using Microsoft.Azure.Functions.Worker.Converters;
using Trading.Embedded.Functions.Binding;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Hands an HTTP function its JSON body as an object.</summary>
public class FromBodyAttribute : InputConverterAttribute
{
    /// <summary>Binds the body.</summary>
    public FromBodyAttribute()
        : base(typeof(BodyBinder))
    {
    }
}
