//! Sizes, ages and counts as people read them.

use jiff::{Timestamp, tz::TimeZone};

const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];

/// `18.4 MB`; whole bytes below a kilobyte. Powers of a thousand, as file managers count.
pub fn size(bytes: u64) -> String {
    if bytes < 1_000 {
        return format!("{bytes} B");
    }
    // In tenths of the unit, rounded half up, in whole numbers: no float can surprise.
    let mut divisor: u64 = 1_000;
    let mut unit = 0;
    let tenths = loop {
        let tenths = (u128::from(bytes) * 10 + u128::from(divisor) / 2) / u128::from(divisor);
        if tenths < 10_000 || unit == UNITS.len() - 1 {
            break tenths;
        }
        divisor *= 1_000;
        unit += 1;
    };
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

/// `1,234,567 bytes`.
pub fn exact_bytes(bytes: u64) -> String {
    plural(bytes, "byte", "bytes")
}

/// `1 file`, `1,234 files`.
pub fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `1,234,567`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `now`, `2 min`, `3 h`, `3 d`, `5 mo`, `2 y`: the largest unit that fits.
pub fn age(then: Timestamp, now: Timestamp) -> String {
    let seconds = now.as_second().saturating_sub(then.as_second());
    let minutes = seconds / 60;
    let (hours, days) = (minutes / 60, minutes / 1_440);
    match () {
        // A clock that is behind the service's makes small negative ages; they are new too.
        () if minutes < -1 => "in future".to_owned(),
        () if minutes < 1 => "now".to_owned(),
        () if hours < 1 => format!("{minutes} min"),
        () if days < 1 => format!("{hours} h"),
        () if days < 61 => format!("{days} d"),
        () if days < 731 => format!("{} mo", days / 30),
        () => format!("{} y", days / 365),
    }
}

/// `2026-05-01 02:41 UTC`, in the zone given.
pub fn day_and_minute(then: Timestamp, zone: &TimeZone) -> String {
    let zoned = then.to_zoned(zone.clone());
    zoned.strftime("%Y-%m-%d %H:%M %Z").to_string()
}
