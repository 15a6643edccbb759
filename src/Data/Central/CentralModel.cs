using AdminApp.Data.Tenants;
using AdminApp.Data.Views;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminApp.Data.Central;

/// <summary>Tables, keys, lengths and indexes of central.db.</summary>
internal static class CentralModel
{
    private const int SlugLength = 40;
    private const int KeyLength = 256;

    public static void Registry(ModelBuilder model) => model.Entity<Tenant>(tenant =>
    {
        tenant.ToTable("tenants");
        tenant.Property(t => t.Slug).HasMaxLength(SlugLength);
        tenant.HasIndex(t => t.Slug).IsUnique();
        tenant.Property(t => t.Name).HasMaxLength(200);
        tenant.Property(t => t.Provider).HasConversion<string>().HasMaxLength(20);
        tenant.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
        tenant.Property(t => t.FrozenFor).HasMaxLength(20);
        tenant.Property(t => t.Connection).HasMaxLength(4000);
    });

    public static void People(ModelBuilder model)
    {
        model.Entity<AppUser>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.UserName).HasMaxLength(KeyLength);
            user.Property(u => u.NormalizedUserName).HasMaxLength(KeyLength);
            user.Property(u => u.Email).HasMaxLength(KeyLength);
            user.Property(u => u.NormalizedEmail).HasMaxLength(KeyLength);
            user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
            user.HasIndex(u => u.NormalizedUserName).IsUnique();
            user.HasIndex(u => u.NormalizedEmail);
        });
        model.Entity<IdentityRole>(role =>
        {
            role.ToTable("roles");
            role.Property(r => r.Name).HasMaxLength(KeyLength);
            role.Property(r => r.NormalizedName).HasMaxLength(KeyLength);
            role.Property(r => r.ConcurrencyStamp).IsConcurrencyToken();
            role.HasIndex(r => r.NormalizedName).IsUnique();
        });
        model.Entity<IdentityUserRole<string>>(membership =>
        {
            membership.ToTable("user_roles").HasKey(m => new { m.UserId, m.RoleId });
            membership.HasOne<AppUser>().WithMany().HasForeignKey(m => m.UserId);
            membership.HasOne<IdentityRole>().WithMany().HasForeignKey(m => m.RoleId);
        });
        model.Entity<IdentityUserClaim<string>>().ToTable("user_claims").HasOne<AppUser>().WithMany().HasForeignKey(c => c.UserId);
        model.Entity<IdentityRoleClaim<string>>().ToTable("role_claims").HasOne<IdentityRole>().WithMany().HasForeignKey(c => c.RoleId);
        model.Entity<IdentityUserLogin<string>>(login =>
        {
            login.ToTable("user_logins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            login.HasOne<AppUser>().WithMany().HasForeignKey(l => l.UserId);
        });
        model.Entity<IdentityUserToken<string>>(token =>
        {
            token.ToTable("user_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.HasOne<AppUser>().WithMany().HasForeignKey(t => t.UserId);
        });
        model.Entity<TenantMembership>(membership =>
        {
            membership.ToTable("tenant_memberships").HasKey(m => new { m.UserId, m.TenantId });
            membership.HasOne<AppUser>().WithMany().HasForeignKey(m => m.UserId);
            membership.HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId);
        });
        model.Entity<ApiToken>(token =>
        {
            token.ToTable("api_tokens");
            token.Property(t => t.TokenHash).HasMaxLength(64);
            token.Property(t => t.Name).HasMaxLength(100);
            token.HasIndex(t => t.TokenHash).IsUnique();
            token.Property(t => t.Scopes).HasMaxLength(200);
            token.Property(t => t.CreatedBy).HasMaxLength(KeyLength);
            token.HasOne<AppUser>().WithMany().HasForeignKey(t => t.UserId);
            token.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId);
        });
        model.Entity<SignInLink>(link =>
        {
            link.ToTable("sign_in_links");
            link.Property(l => l.TokenHash).HasMaxLength(64);
            link.Property(l => l.Purpose).HasMaxLength(30);
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasOne<AppUser>().WithMany().HasForeignKey(l => l.UserId);
        });
    }

    public static void Views(ModelBuilder model)
    {
        model.Entity<SavedView>(view =>
        {
            view.ToTable("saved_views");
            view.Property(v => v.List).HasMaxLength(100);
            view.Property(v => v.Name).HasMaxLength(SavedViews.NameLength);
            view.Property(v => v.Query).HasMaxLength(SavedViews.QueryLength);
            view.HasIndex(v => new { v.TenantId, v.List, v.UserId, v.Name }).IsUnique();
            view.HasOne<AppUser>().WithMany().HasForeignKey(v => v.UserId);
            view.HasOne<Tenant>().WithMany().HasForeignKey(v => v.TenantId);
        });
        model.Entity<GridPreference>(preference =>
        {
            preference.ToTable("grid_preferences").HasKey(p => new { p.UserId, p.Grid });
            preference.Property(p => p.Grid).HasMaxLength(40);
            preference.HasOne<AppUser>().WithMany().HasForeignKey(p => p.UserId);
        });
    }

    public static void Api(ModelBuilder model)
    {
        model.Entity<TokenEvent>(done =>
        {
            done.ToTable("api_token_events");
            done.Property(e => e.Action).HasMaxLength(20);
            done.Property(e => e.TokenName).HasMaxLength(100);
        });
        model.Entity<IdempotencyKey>(key =>
        {
            key.ToTable("idempotency_keys").HasKey(k => new { k.UserId, k.TenantSlug, k.Key });
            key.Property(k => k.TenantSlug).HasMaxLength(SlugLength);
            key.Property(k => k.Key).HasMaxLength(KeyLength);
            key.Property(k => k.RequestHash).HasMaxLength(64);
            key.HasIndex(k => k.CreatedAt);
        });
    }

    public static void Journals(ModelBuilder model)
    {
        model.Entity<DataMigrationRun>(run =>
        {
            run.ToTable("data_migration_runs");
            run.Property(r => r.TenantSlug).HasMaxLength(SlugLength);
            run.Property(r => r.Kind).HasMaxLength(20);
            run.Property(r => r.State).HasMaxLength(20);
            run.HasIndex(r => new { r.TenantSlug, r.Id });
        });
        model.Entity<DataMigrationTable>(table =>
        {
            table.ToTable("data_migration_tables").HasKey(t => new { t.RunId, t.Name });
            table.HasOne<DataMigrationRun>().WithMany().HasForeignKey(t => t.RunId);
        });
        model.Entity<SchemaMigrationRun>(run =>
        {
            run.ToTable("schema_migration_runs");
            run.Property(r => r.Database).HasMaxLength(SlugLength);
            run.HasIndex(r => new { r.Database, r.Id });
        });
        model.Entity<BackupRecord>(backup =>
        {
            backup.ToTable("backups");
            backup.Property(b => b.Database).HasMaxLength(SlugLength);
            backup.HasIndex(b => b.File).IsUnique();
            backup.HasIndex(b => new { b.Database, b.CreatedAt });
        });
        model.Entity<BackupEvent>(done =>
        {
            done.ToTable("backup_events");
            done.Property(e => e.Database).HasMaxLength(SlugLength);
            done.Property(e => e.Action).HasMaxLength(20);
            done.HasIndex(e => new { e.Database, e.Id });
        });
    }
}
