namespace AdminApp.Data.Origin;

/// <summary>A row of <c>tenant_settings</c>.</summary>
public sealed class TenantSetting
{
    public int Id { get; set; }
    public int TenantId { get; set; }
    public string Category { get; set; } = "";
    public string SettingKey { get; set; } = "";

    /// <summary>Text; may hold JSON.</summary>
    public string? SettingValue { get; set; }

    /// <summary>String | number | boolean | json.</summary>
    public string SettingType { get; set; } = "string";
    public string? Description { get; set; }
    public bool IsEditable { get; set; } = true;
    public bool IsRequired { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}
