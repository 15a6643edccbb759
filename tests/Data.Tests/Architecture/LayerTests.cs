using System.Reflection;

namespace AdminApp.Data.Tests.Architecture;

public sealed class LayerTests
{
    private static readonly Assembly Data = Assembly.Load("AdminApp.Data");

    [Fact]
    public void Data_does_not_reference_the_application_or_ASP_NET()
    {
        var references = Data.GetReferencedAssemblies().Select(r => r.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => name == "AdminApp" || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_type_of_Data_lives_in_its_namespace()
    {
        var strays = Data.GetTypes()
            .Where(type => type.IsPublic && type.Namespace?.StartsWith("AdminApp.Data", StringComparison.Ordinal) != true)
            .Select(type => type.FullName);
        Assert.Empty(strays);
    }
}
