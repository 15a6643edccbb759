using System.Security.Cryptography;
using AdminApp.Data.Tenants;
using Microsoft.AspNetCore.DataProtection;

namespace AdminApp.People;

/// <summary>Encrypts tenants' connections with the keys of the data directory. They never expire: a connection must be readable years later.</summary>
internal sealed class ConnectionProtector(IDataProtectionProvider keys) : IConnectionProtector
{
    private readonly IDataProtector protector = keys.CreateProtector("AdminApp.TenantConnections.v1");

    public string Protect(string connection) => protector.Protect(connection);

    public string Unprotect(string stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException fault)
        {
            throw new InvalidOperationException("It was encrypted with keys that are not here.", fault);
        }
    }
}
