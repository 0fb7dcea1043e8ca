//! The month: how many hours and days one has.
//!
//! AWS's calculator counts 730 hours, 365 × 24 / 12, and 365 / 12 days. That is [`Month::AVERAGE`],
//! the default everywhere. A named calendar month is the other choice.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::exact::Exact;

/// Months in a year, for the 12-month total.
pub const MONTHS_A_YEAR: u32 = 12;

/// The month that an estimate is for.
///
/// ```
/// use labcost::period::Month;
/// assert_eq!(Month::AVERAGE.hours().to_string(), "730");
/// assert_eq!(Month::AVERAGE.days().to_fraction(), "365/12");
/// assert_eq!("2028-02".parse::<Month>()?.hours().to_string(), "696");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month(Length);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Average,
    Calendar { first_day: Date },
}

impl Month {
    /// A twelfth of a year of 365 days: 730 hours, as in AWS's own calculator.
    pub const AVERAGE: Self = Self(Length::Average);

    /// Days in the month; not a whole number for the average one.
    #[must_use]
    pub fn days(self) -> Exact {
        match self.0 {
            // 365 / 12 is in range by inspection.
            Length::Average => Exact::new(365, 12).unwrap_or(Exact::ZERO),
            Length::Calendar { first_day } => {
                Exact::from(u32::from(first_day.days_in_month().unsigned_abs()))
            }
        }
    }

    /// Hours in the month.
    #[must_use]
    pub fn hours(self) -> Exact {
        match self.0 {
            Length::Average => Exact::from(730_u32),
            Length::Calendar { first_day } => {
                Exact::from(24 * u32::from(first_day.days_in_month().unsigned_abs()))
            }
        }
    }

    /// The convention in a sentence, for the foot of a report.
    #[must_use]
    pub fn convention(self) -> String {
        match self.0 {
            Length::Average => "730 hours (365 × 24 / 12), 365/12 days".to_owned(),
            Length::Calendar { .. } => {
                format!("{self}: {} hours, {} days", self.hours(), self.days())
            }
        }
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "730h" || text == "average" {
            return Ok(Self::AVERAGE);
        }
        // The parser of dates takes more: a time of day, a sign, six digits of a year.
        let plain = |text: &str| {
            let (year, month) = text.split_once('-')?;
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let shaped = year.len() == 4 && month.len() == 2 && digits(year) && digits(month);
            shaped.then(|| format!("{text}-01").parse::<Date>().ok())?
        };
        plain(text)
            .map(|first_day| Self(Length::Calendar { first_day }))
            .ok_or_else(|| format!("`{text}` is neither `730h` nor a month such as `2026-11`"))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Length::Average => formatter.write_str("730h"),
            Length::Calendar { first_day } => {
                write!(
                    formatter,
                    "{:04}-{:02}",
                    first_day.year(),
                    first_day.month()
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_months_have_their_own_length() {
        let hours = |text: &str| text.parse::<Month>().unwrap().hours().to_string();
        assert_eq!(hours("2026-11"), "720");
        assert_eq!(hours("2026-12"), "744");
        assert_eq!(hours("2026-02"), "672");
        assert_eq!(hours("2028-02"), "696");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "2026", "2026-13", "2026-1", "November", "731h"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn print_then_parse_is_identity() {
        for text in ["730h", "2026-11"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
    }
}
