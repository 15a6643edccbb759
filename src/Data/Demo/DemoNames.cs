namespace AdminApp.Data.Demo;

/// <summary>
/// Names of the demo tenant: the people and places its users know, and what breaks careless software: accents, other scripts,
/// right-to-left text, quotes, very long names, duplicates.
/// </summary>
internal static class DemoNames
{
    public static readonly string[] Owners =
    [
        "Ananya", "Bharat", "Chandra", "Deccan", "Fatima", "Ganga", "Hema", "Indira", "Jaya", "Kaveri", "Lakshmi", "Meera", "Narmada", "Om", "Priya",
        "Rajesh", "Saraswati", "Suresh", "Tara", "Uma", "Vijaya", "Yamuna", "Zenith", "Amit", "Dr. Sharma", "Patel", "Reddy", "Iyer", "D'Souza", "O'Neill",
    ];

    public static readonly string[] Trades =
    [
        "Textiles", "Dental Supplies", "Traders", "Precision Works", "Clinic", "Enterprises", "Engineering", "Pharma", "Steel", "Packaging", "Electricals",
        "Foods", "Chemicals", "Instruments", "Tools", "Printers", "Logistics", "Hardware", "Plastics", "Ceramics",
    ];

    public static readonly string[] Forms = ["Pvt Ltd", "Ltd", "LLP", "& Sons", "& Co", "Brothers", "India", "(Hosur Road)", "", ""];

    /// <summary>Whole names, each used as it stands.</summary>
    public static readonly string[] Special =
    [
        "Ärztebedarf Müller", "Société Générale de Pièces", "東京商事 India", "上海贸易有限公司", "한국무역", "शर्मा डेंटल क्लिनिक", "தமிழ் வணிகம்", "ಕನ್ನಡ ಎಂಟರ್‌ಪ್ರೈಸಸ್",
        "شركة النور للتجارة", "חברת אור בע״מ", "Łódź Części", "Çelik & Oğulları", "Ñandú Importaciones", "São José Comércio", "Ελληνικά Εξαρτήματα", "ООО «Ромашка»",
        "Smith & Sons \"The Best\"", "100% Pure_Foods", "Back\\slash Works", "=SUM Traders", "emoji 🦷 Dental",
        "Deccan Precision Works with a very long registered trading name (Hosur Road unit 4, Electronics City) Ltd",
    ];

    public static readonly (string City, string State, string Code)[] Places =
    [
        ("Bengaluru", "Karnataka", "29"), ("Mysuru", "Karnataka", "29"), ("Kochi", "Kerala", "32"), ("Thiruvananthapuram", "Kerala", "32"), ("Chennai", "Tamil Nadu", "33"),
        ("Coimbatore", "Tamil Nadu", "33"), ("Mumbai", "Maharashtra", "27"), ("Pune", "Maharashtra", "27"), ("Hyderabad", "Telangana", "36"), ("Varanasi", "Uttar Pradesh", "09"),
        ("Lucknow", "Uttar Pradesh", "09"), ("New Delhi", "Delhi", "07"), ("Kolkata", "West Bengal", "19"), ("Ahmedabad", "Gujarat", "24"), ("Jaipur", "Rajasthan", "08"),
        ("Zürich", "", ""), ("東京", "", ""),
    ];

    public static readonly string[] Streets = ["MG Road", "Station Road", "Gandhi Nagar", "Industrial Estate", "Market Street", "Temple Road", "Hosur Road", "Ring Road"];

    public static readonly string[] Products =
    [
        "Dental mirror", "Composite kit", "Nitrile gloves", "Face mask", "Impression tray", "Curing light", "Steel rod 12 mm", "Hex bolt M8", "Bearing 6204", "Cotton fabric",
        "Copper wire", "Packing box", "Drill bit set", "Safety goggles", "Hydraulic oil", "Turmeric powder", "Basmati rice", "LED panel", "Ceramic tile", "Printer paper",
    ];

    public static readonly string[] Categories = ["Dental", "Consumables", "Raw material", "Tools", "Electrical", "Food", "Office"];
}
