using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Trading.Embedded.Tables.Rest;

/// <summary>Appends the shared access signature to each request's address. The credential may be updated meanwhile.</summary>
internal sealed class SignaturePolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string UnsignedKey = "unsigned-query";

    public override void OnSendingRequest(HttpMessage message)
    {
        // A retry comes here with the address that was sent before.
        if (!message.TryGetProperty(UnsignedKey, out var unsigned))
            message.SetProperty(UnsignedKey, unsigned = message.Request.Uri.Query);
        var (query, signature) = ((string)unsigned!, credential.Signature.TrimStart('?'));
        message.Request.Uri.Query = query.Length == 0 ? signature : $"{query}&{signature}";
    }
}
