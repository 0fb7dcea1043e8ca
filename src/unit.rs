//! Units of usage: the same unit is spelt in several ways, in AWS's lists and on its bills.

use std::borrow::Cow;

/// Whether two spellings mean one unit.
///
/// AWS writes `hours`, `Hrs`, `Hours`, `hour`; `Request` and `Requests`; `GB` and `GigaBytes`; a
/// list says `GB-Mo` where the bill says `GB-Months`. Source: the `unit` fields of AWS's price
/// lists.
///
/// ```
/// use labcost::unit::same_unit;
/// assert!(same_unit("hours", "Hrs"));
/// assert!(same_unit("GB-Mo", "GB-Months"));
/// assert!(!same_unit("hours", "GB-Hours"));
/// ```
#[must_use]
pub fn same_unit(left: &str, right: &str) -> bool {
    left == right || canonical(left) == canonical(right)
}

/// Lower case, singular, one spelling for each word.
fn canonical(unit: &str) -> String {
    let lower = unit.to_ascii_lowercase();
    let words = lower.split('-').map(|word| match word {
        "hrs" | "hr" | "hours" | "hourly" => Cow::Borrowed("hour"),
        "mo" | "months" => Cow::Borrowed("month"),
        "gigabytes" | "gigabyte" => Cow::Borrowed("gb"),
        word => Cow::Borrowed(word.strip_suffix('s').unwrap_or(word)),
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_unit() {
        for (left, right) in [
            ("hours", "Hrs"),
            ("Hours", "hour"),
            ("Request", "Requests"),
            ("GB", "GigaBytes"),
            ("vCPU-Months", "vCPU-Mo"),
            ("WriteCapacityUnit-Hrs", "WriteCapacityUnit-Hours"),
        ] {
            assert!(same_unit(left, right), "{left} and {right}");
        }
    }

    #[test]
    fn different_units_stay_apart() {
        for (left, right) in [
            ("GB", "GB-Mo"),
            ("hours", "GB-Hours"),
            ("Events", "Requests"),
        ] {
            assert!(!same_unit(left, right), "{left} and {right}");
        }
    }
}
