//! Texts with colours, as programs write them for a terminal into their logs.

/// The text without its colours; nothing when it has none. Only what sets colours and weights is
/// taken out, and only when it is well formed: what moves a cursor stays and is made visible.
pub(super) fn uncoloured(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find("\x1b[") {
        let (before, sequence) = rest.split_at(at);
        plain.push_str(before);
        let inside = &sequence[2..];
        let digits = inside.bytes().take(40);
        let length = digits
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
            .count();
        if let Some(after) = inside[length..].strip_prefix('m') {
            found = true;
            rest = after;
        } else {
            plain.push_str("\x1b[");
            rest = inside;
        }
    }
    plain.push_str(rest);
    found.then_some(plain)
}
