//! When things run and how often things happen.

use std::fmt;

use crate::exact::{Exact, OutOfRange};
use crate::period::Month;
use crate::spread::Spread;
use crate::usage::Working;

/// A period that things are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each hour of the month.
    Hour,
    /// Each day of the month.
    Day,
    /// Each week: a seventh of the month's days.
    Week,
    /// Once a month.
    Month,
}

impl Per {
    /// How many of these periods a month has.
    ///
    /// # Errors
    /// Never in practice; the arithmetic is checked all the same.
    pub fn in_month(self, month: Month) -> Result<Exact, OutOfRange> {
        match self {
            Self::Hour => Ok(month.hours()),
            Self::Day => Ok(month.days()),
            Self::Week => month.days().over(Exact::from(7_u32)),
            Self::Month => Ok(Exact::ONE),
        }
    }

    /// `day`, as it is written in a lab file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Hour => "hours a month",
            Self::Day => "days a month",
            Self::Week => "weeks a month",
            Self::Month => "a month",
        }
    }

    /// Takes a working for one period to a month.
    ///
    /// # Errors
    /// [`OutOfRange`] if the product cannot be held exactly.
    pub fn extend_to_month(self, working: Working, month: Month) -> Result<Working, OutOfRange> {
        match self {
            Self::Month => Ok(working),
            _ => working.times(self.in_month(month)?, self.label()),
        }
    }
}

impl fmt::Display for Per {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A number of things in each period: requests, events, gigabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// How many.
    pub quantity: Spread<Exact>,
    /// In which period.
    pub per: Per,
}

impl Flow {
    /// The working of a month's quantity.
    ///
    /// # Errors
    /// [`OutOfRange`] if the product cannot be held exactly.
    pub fn in_month(&self, month: Month, label: &'static str) -> Result<Working, OutOfRange> {
        self.per
            .extend_to_month(Working::of(self.quantity, label), month)
    }
}

/// When a thing runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "an exact number is large; copying is simple"
)]
pub enum Running {
    /// All the time.
    Always,
    /// In runs.
    Runs(Runs),
}

/// Runs of a certain length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runs {
    /// How many in each period.
    pub count: Spread<Exact>,
    /// The period.
    pub per: Per,
    /// How long each runs, in seconds.
    pub seconds_each: Spread<Exact>,
}

const SECONDS_AN_HOUR: u32 = 3_600;

impl Running {
    /// Multiplies a working by the hours of a month in which the thing runs.
    ///
    /// `billed` turns the seconds of one run into the seconds that are billed.
    ///
    /// # Errors
    /// [`OutOfRange`] if a product cannot be held exactly.
    pub fn hours(
        &self,
        working: Working,
        month: Month,
        billed: impl Fn(Exact) -> Exact,
    ) -> Result<Working, OutOfRange> {
        match self {
            Self::Always => working.times(month.hours(), "hours a month"),
            Self::Runs(runs) => {
                let seconds = runs
                    .seconds_each
                    .map(|seconds| Ok::<_, OutOfRange>(billed(seconds)))?;
                let working = working.times(seconds, "billed seconds a run")?;
                let working = match runs.per {
                    Per::Hour => working.times(runs.count, "runs an hour")?,
                    Per::Day => working.times(runs.count, "runs a day")?,
                    Per::Week => working.times(runs.count, "runs a week")?,
                    Per::Month => working.times(runs.count, "runs a month")?,
                };
                let working = runs.per.extend_to_month(working, month)?;
                working.over(Exact::from(SECONDS_AN_HOUR), "seconds an hour")
            }
        }
    }
}

/// Seconds as a person writes them: `15 min`, `1 h 30 min`, `45 s`.
pub(super) fn duration_text(seconds: Exact) -> String {
    let whole = seconds.numerator();
    if seconds.denominator() != 1 {
        return format!("{seconds} s");
    }
    let parts = [
        (whole / 3_600, "h"),
        (whole / 60 % 60, "min"),
        (whole % 60, "s"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if parts.is_empty() {
        "0 s".to_owned()
    } else {
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_minutes_a_day() {
        let running = Running::Runs(Runs {
            count: Exact::ONE.into(),
            per: Per::Day,
            seconds_each: Exact::from(900_u32).into(),
        });
        let one = Working::of(Exact::ONE, "tasks");
        let hours = running
            .hours(one, Month::AVERAGE, |seconds| seconds)
            .unwrap();
        assert_eq!(hours.quantity().expected().to_fraction(), "365/48");
        let labels: Vec<_> = hours
            .factors()
            .iter()
            .map(|factor| &*factor.label)
            .collect();
        assert_eq!(
            labels,
            [
                "tasks",
                "billed seconds a run",
                "runs a day",
                "days a month",
                "seconds an hour"
            ]
        );
    }

    #[test]
    fn weeks_are_a_seventh_of_the_days() {
        let flow = Flow {
            quantity: Exact::from(7_u32).into(),
            per: Per::Week,
        };
        let month = flow.in_month(Month::AVERAGE, "things").unwrap();
        assert_eq!(month.quantity().expected().to_fraction(), "365/12");
    }

    #[test]
    fn durations_as_people_write_them() {
        let text = |seconds: u32| duration_text(Exact::from(seconds));
        assert_eq!(text(900), "15 min");
        assert_eq!(text(5_400), "1 h 30 min");
        assert_eq!(text(45), "45 s");
        assert_eq!(text(86_400), "24 h");
    }
}
