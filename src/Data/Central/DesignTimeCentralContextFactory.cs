using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminApp.Data.Central;

/// <summary>For <c>dotnet ef migrations add</c>; the file is never opened.</summary>
internal sealed class DesignTimeCentralContextFactory : IDesignTimeDbContextFactory<CentralContext>
{
    public CentralContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CentralContext>().UseSqlite("Data Source=design-time.db").Options);
}
