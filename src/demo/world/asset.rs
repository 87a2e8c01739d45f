//! The files that are built into the program, by the name under which the data knows
//! them. Adding a content means a line here and one in `assets/world/account.json`.

/// The data of the account and of each of its instances, in the order in which the service lists them.
pub(crate) const ACCOUNT: &str = include_str!("../../../assets/world/account.json");
pub(crate) const INSTANCES: [(&str, &str); 3] = [
    (
        "acme-support",
        include_str!("../../../assets/world/acme-support.json"),
    ),
    (
        "acme-claims",
        include_str!("../../../assets/world/acme-claims.json"),
    ),
    (
        "acme-sandbox",
        include_str!("../../../assets/world/acme-sandbox.json"),
    ),
];

/// The bytes of an embedded content.
pub(crate) fn content(name: &str) -> Option<&'static [u8]> {
    let bytes: &[u8] = match name {
        "invoice.pdf" => include_bytes!("../../../assets/files/invoice.pdf"),
        "policy.pdf" => include_bytes!("../../../assets/files/policy.pdf"),
        "screen.png" => include_bytes!("../../../assets/files/screen.png"),
        "receipt.png" => include_bytes!("../../../assets/files/receipt.png"),
        "notes.txt" => include_bytes!("../../../assets/files/notes.txt"),
        "device.log" => include_bytes!("../../../assets/files/device.log"),
        "orders.csv" => include_bytes!("../../../assets/files/orders.csv"),
        "warranty.docx" => include_bytes!("../../../assets/files/warranty.docx"),
        "mail.txt" => include_bytes!("../../../assets/files/mail.txt"),
        "settings.json" => include_bytes!("../../../assets/files/settings.json"),
        "bundle.zip" => include_bytes!("../../../assets/files/bundle.zip"),
        "lens.jpg" => include_bytes!("../../../assets/files/lens.jpg"),
        "lens.webp" => include_bytes!("../../../assets/files/lens.webp"),
        "turning.gif" => include_bytes!("../../../assets/files/turning.gif"),
        "greeting-utf16.txt" => include_bytes!("../../../assets/files/greeting-utf16.txt"),
        "reply-sjis.txt" => include_bytes!("../../../assets/files/reply-sjis.txt"),
        "lenses.tsv" => include_bytes!("../../../assets/files/lenses.tsv"),
        "repairs.xlsx" => include_bytes!("../../../assets/files/repairs.xlsx"),
        "complaint.eml" => include_bytes!("../../../assets/files/complaint.eml"),
        "empty" => &[],
        _ => return None,
    };
    Some(bytes)
}
