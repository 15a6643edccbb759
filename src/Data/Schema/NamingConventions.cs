using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdminApp.Data.Schema;

/// <summary>Gives columns snake_case names, and constraints the names PostgreSQL itself would give them.</summary>
internal static class NamingConventions
{
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            // Columns first: the names of constraints are made of them.
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
            foreach (var key in entity.GetKeys())
                key.SetName($"{table}_pkey");
            foreach (var foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName($"{table}_{Columns(foreignKey.Properties)}_fkey");
            foreach (var index in entity.GetIndexes().Where(IsUnnamed))
                index.SetDatabaseName($"{table}_{Columns(index.Properties)}_{(index.IsUnique ? "key" : "idx")}");
        }
    }

    private static bool IsUnnamed(IMutableIndex index) =>
        index.Name is null && index.FindAnnotation(RelationalAnnotationNames.Name) is null;

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) =>
        string.Join('_', properties.Select(property => property.GetColumnName()));

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && result.Length > 0)
                result.Append('_');
            result.Append(char.ToLowerInvariant(letter));
        }
        return result.ToString();
    }
}
