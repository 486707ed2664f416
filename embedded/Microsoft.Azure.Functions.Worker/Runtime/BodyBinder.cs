namespace Trading.Embedded.Functions;

internal static class BodyBinder
{
}
