//! Numbers in a configuration summary.

use crate::exact::Exact;

/// A number with its thousands set apart: `10,000`, `0.5`.
pub(super) fn number_text(number: Exact) -> String {
    let text = number.to_decimal();
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text.as_str(), None),
    };
    let mut grouped = String::with_capacity(text.len() + text.len() / 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let text = |text| number_text(Exact::parse(text).unwrap());
        assert_eq!(text("10000"), "10,000");
        assert_eq!(text("1234567.25"), "1,234,567.25");
        assert_eq!(text("999"), "999");
    }
}
