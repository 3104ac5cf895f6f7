namespace IntegratedCare.PlaceLoader.Gateway;

/// <summary>The load cannot go on: the gateway cannot be reached, or does not let this program in.</summary>
internal sealed class GatewayException(string message, Exception? cause = null) : Exception(message, cause);
