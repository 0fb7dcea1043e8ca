//! Quantities as a person writes them: `2 GB`, `15 min/day`, `5 KB`, `3 million`.

use super::yaml::FromWritten;
use crate::exact::Exact;
use crate::nearest::nearest;
use crate::resource::{Flow, Per, Running, Runs};
use crate::spread::Spread;

/// The largest number of anything, one quadrillion: above it a quantity is a slip of the finger.
const NUMBER_MAX: u64 = 1_000_000_000_000_000;

/// The most decimals of a number: products of several then still fit.
const DECIMALS_MAX: usize = 9;

/// Data in bytes. Units are powers of 1,024, as AWS bills them: 1 GB is 1,024³ bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) Exact);

/// Data in GB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gigabytes(pub(super) Exact);

/// A number, perhaps in words: `1,000,000`, `3 million`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number(pub(super) Exact);

/// A number of vCPUs: `1`, `0.25 vCPU`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vcpu(pub(super) Exact);

/// A length of time in seconds: `15 min`, `1 h 30 min`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duration(pub(super) Exact);

/// When something runs: `always`, or once in each period: `15 min/day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Schedule(pub(super) Running);

/// A number in each period: `10 thousand/day`, by the month if no period is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberFlow(pub(super) Flow);

/// Data in each period, in GB: `0.5 GB/day`, by the month if no period is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DataFlow(pub(super) Flow);

const SIZES: [(&str, u32); 10] = [
    ("B", 0),
    ("KB", 1),
    ("KiB", 1),
    ("MB", 2),
    ("MiB", 2),
    ("GB", 3),
    ("GiB", 3),
    ("TB", 4),
    ("TiB", 4),
    ("PB", 5),
];

const TIMES: [(&str, u32); 14] = [
    ("s", 1),
    ("sec", 1),
    ("second", 1),
    ("seconds", 1),
    ("min", 60),
    ("minute", 60),
    ("minutes", 60),
    ("h", 3_600),
    ("hour", 3_600),
    ("hours", 3_600),
    ("d", 86_400),
    ("day", 86_400),
    ("days", 86_400),
    ("m", 0),
];

const MULTIPLES: [(&str, u64); 4] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];

/// Splits a number off the front: digits, thousands separated by commas, decimals.
fn number(text: &str) -> Result<(Exact, &str), String> {
    let text = text.trim();
    if text.starts_with('-') || text.starts_with('\u{2212}') {
        return Err(format!("`{text}` is negative: a quantity cannot be"));
    }
    let end = text
        .find(|character: char| !character.is_ascii_digit() && !matches!(character, '.' | ','))
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let plain = without_separators(digits)
        .ok_or_else(|| format!("`{text}` does not begin with a number such as `1.5` or `1,000`"))?;
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals > DECIMALS_MAX {
        return Err(format!("`{digits}` has more than {DECIMALS_MAX} decimals"));
    }
    let exact = Exact::parse(&plain)?;
    within_reason(exact, digits)?;
    Ok((exact, rest.trim()))
}

fn within_reason(number: Exact, text: &str) -> Result<(), String> {
    if number > Exact::from(NUMBER_MAX) {
        return Err(format!(
            "`{text}` is absurdly large: the limit is one quadrillion"
        ));
    }
    Ok(())
}

/// `1,000,000` is a million; `1,5` is neither one and a half nor fifteen.
fn without_separators(digits: &str) -> Option<String> {
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let separated = !rest.is_empty();
    let grouped = rest.iter().all(|group| group.len() == 3) && first.len() <= 3;
    let only_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !only_digits(first) || (separated && !grouped) || decimals.is_some_and(|d| !only_digits(d)) {
        return None;
    }
    let whole = whole.replace(',', "");
    Some(decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

/// A number with a word for thousands or millions.
fn counted(text: &str) -> Result<Exact, String> {
    let (number, word) = number(text)?;
    if word.is_empty() {
        return Ok(number);
    }
    let Some((_, multiple)) = MULTIPLES.iter().find(|(name, _)| *name == word) else {
        return Err(format!(
            "`{text}` has a word that is no number: use thousand, million or billion, and no unit"
        ));
    };
    let product = number
        .times(Exact::from(*multiple))
        .map_err(|error| error.to_string())?;
    within_reason(product, text)?;
    Ok(product)
}

/// A number with a unit of data, in bytes.
fn bytes(text: &str) -> Result<Exact, String> {
    let (number, unit) = number(text)?;
    let units = "B, KB, MB, GB, TB or PB";
    if unit.is_empty() {
        return Err(format!("`{text}` has no unit: use {units}"));
    }
    let Some((_, power)) = SIZES.iter().find(|(name, _)| *name == unit) else {
        return Err(format!("`{unit}` is not a unit of data: use {units}"));
    };
    number
        .times(Exact::from(1_024_u64.pow(*power)))
        .map_err(|error| error.to_string())
}

fn gigabytes(text: &str) -> Result<Exact, String> {
    let bytes = bytes(text)?;
    let gigabytes = bytes
        .over(Exact::from(1_024_u64.pow(3)))
        .map_err(|error| error.to_string())?;
    within_reason(gigabytes, text)?;
    Ok(gigabytes)
}

/// One or more numbers with units of time, in seconds.
fn seconds(text: &str) -> Result<Exact, String> {
    let mut total = Exact::ZERO;
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err("a length of time such as `15 min` is missing".to_owned());
    }
    while !rest.is_empty() {
        let (count, after) = number(rest)?;
        let end = after
            .find(|character: char| !character.is_alphabetic())
            .unwrap_or(after.len());
        let (unit, next) = after.split_at(end);
        let known = TIMES.iter().find(|(name, _)| *name == unit);
        let seconds = match known {
            Some((_, 0)) => return Err(format!("`{text}`: is `m` minutes or months? Write `min`")),
            Some((_, seconds)) => *seconds,
            None if unit.is_empty() => {
                return Err(format!("`{text}` has no unit: use s, min, h or days"));
            }
            None => {
                return Err(format!(
                    "`{unit}` is not a unit of time: use s, min, h or days"
                ));
            }
        };
        let part = count
            .times(Exact::from(seconds))
            .map_err(|error| error.to_string())?;
        total = total.plus(part).map_err(|error| error.to_string())?;
        rest = next.trim();
    }
    Ok(total)
}

/// Splits `/day` off the end.
fn per(text: &str) -> Result<(&str, Option<Per>), String> {
    let Some((quantity, period)) = text.rsplit_once('/') else {
        return Ok((text, None));
    };
    let per = match period.trim() {
        "hour" | "h" => Per::Hour,
        "day" | "d" => Per::Day,
        "week" => Per::Week,
        "month" => Per::Month,
        other => {
            return Err(format!(
                "`{other}` is not a period: use /hour, /day, /week or /month"
            ));
        }
    };
    Ok((quantity, Some(per)))
}

fn flow(text: &str, parse: fn(&str) -> Result<Exact, String>) -> Result<Flow, String> {
    let (quantity, period) = per(text)?;
    Ok(Flow {
        quantity: Spread::certain(parse(quantity)?),
        per: period.unwrap_or(Per::Month),
    })
}

/// The longest run that fits into each period.
fn period_seconds_max(per: Per) -> u32 {
    match per {
        Per::Hour => 3_600,
        Per::Day => 86_400,
        Per::Week => 7 * 86_400,
        Per::Month => 31 * 86_400,
    }
}

impl FromWritten for Bytes {
    const EXPECTING: &'static str = "a size such as `5 KB`";

    fn from_written(text: &str) -> Result<Self, String> {
        bytes(text).map(Self)
    }
}

impl FromWritten for Gigabytes {
    const EXPECTING: &'static str = "a size such as `2 GB`";

    fn from_written(text: &str) -> Result<Self, String> {
        gigabytes(text).map(Self)
    }
}

impl FromWritten for Number {
    const EXPECTING: &'static str = "a number such as `12` or `3 million`";

    fn from_written(text: &str) -> Result<Self, String> {
        counted(text).map(Self)
    }
}

impl FromWritten for Vcpu {
    const EXPECTING: &'static str = "a number of vCPUs such as `1` or `0.25`";

    fn from_written(text: &str) -> Result<Self, String> {
        let (number, unit) = number(text)?;
        match unit {
            "" | "vCPU" | "vCPUs" | "vcpu" => Ok(Self(number)),
            other => Err(format!("`{other}` is not vCPU")),
        }
    }
}

impl FromWritten for Duration {
    const EXPECTING: &'static str = "a length of time such as `15 min` or `1 h 30 min`";

    fn from_written(text: &str) -> Result<Self, String> {
        let seconds = seconds(text)?;
        if seconds > Exact::from(period_seconds_max(Per::Month)) {
            return Err(format!(
                "`{text}` is longer than a month: use `schedule: always`"
            ));
        }
        Ok(Self(seconds))
    }
}

impl FromWritten for Schedule {
    const EXPECTING: &'static str = "`always` or a schedule such as `15 min/day`";

    fn from_written(text: &str) -> Result<Self, String> {
        if text == "always" {
            return Ok(Self(Running::Always));
        }
        let parts = per(text).and_then(|(duration, per)| Ok((seconds(duration)?, per)));
        let (seconds, per) = parts.map_err(|fault| match nearest(text, ["always"]) {
            Some(_) => format!("`{text}` is no schedule: did you mean `always`?"),
            None => fault,
        })?;
        let Some(per) = per else {
            return Err(format!(
                "`{text}` does not say how often: write `always` or `{text}/day`"
            ));
        };
        if seconds > Exact::from(period_seconds_max(per)) {
            return Err(format!("`{text}` is more than there is in one {per}"));
        }
        Ok(Self(Running::Runs(Runs {
            count: Spread::certain(Exact::ONE),
            per,
            seconds_each: Spread::certain(seconds),
        })))
    }
}

impl FromWritten for NumberFlow {
    const EXPECTING: &'static str = "a number such as `3 million/month`";

    fn from_written(text: &str) -> Result<Self, String> {
        flow(text, counted).map(Self)
    }
}

impl FromWritten for DataFlow {
    const EXPECTING: &'static str = "an amount of data such as `0.5 GB/month`";

    fn from_written(text: &str) -> Result<Self, String> {
        flow(text, gigabytes).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gb(text: &str) -> String {
        Gigabytes::from_written(text).unwrap().0.to_decimal()
    }

    #[test]
    fn data_is_in_powers_of_1024() {
        assert_eq!(gb("2 GB"), "2");
        assert_eq!(gb("512 MB"), "0.5");
        assert_eq!(gb("1TB"), "1024");
        assert_eq!(gb("2 GiB"), "2");
        assert_eq!(Bytes::from_written("5 KB").unwrap().0.to_decimal(), "5120");
        assert_eq!(Bytes::from_written("400 B").unwrap().0.to_decimal(), "400");
    }

    #[test]
    fn numbers_in_words_and_with_separators() {
        let number = |text| Number::from_written(text).unwrap().0.to_decimal();
        assert_eq!(number("3 million"), "3000000");
        assert_eq!(number("1.5 thousand"), "1500");
        assert_eq!(number("1,000,000"), "1000000");
        assert_eq!(number("12"), "12");
    }

    #[test]
    fn schedules_and_durations() {
        let Schedule(Running::Runs(runs)) = Schedule::from_written("15 min/day").unwrap() else {
            panic!("it runs once a day")
        };
        assert_eq!(runs.per, Per::Day);
        assert_eq!(runs.seconds_each.expected(), Exact::from(900_u32));
        assert_eq!(
            Schedule::from_written("always"),
            Ok(Schedule(Running::Always))
        );
        let seconds = |text| Duration::from_written(text).unwrap().0.to_decimal();
        assert_eq!(seconds("1 h 30 min"), "5400");
        assert_eq!(seconds("1.5h"), "5400");
        assert_eq!(seconds("90 s"), "90");
    }

    #[test]
    fn flows_are_by_the_month_unless_said() {
        let flow = |text| NumberFlow::from_written(text).unwrap().0;
        assert_eq!(flow("3 million").per, Per::Month);
        assert_eq!(flow("100/day").per, Per::Day);
        let data = DataFlow::from_written("0.5 GB/week").unwrap().0;
        assert_eq!(
            (data.per, data.quantity.expected().to_decimal()),
            (Per::Week, "0.5".into())
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        let size = |text| Gigabytes::from_written(text).unwrap_err();
        assert_eq!(size("-2 GB"), "`-2 GB` is negative: a quantity cannot be");
        assert_eq!(size("2"), "`2` has no unit: use B, KB, MB, GB, TB or PB");
        assert_eq!(
            size("2 min"),
            "`min` is not a unit of data: use B, KB, MB, GB, TB or PB"
        );
        assert_eq!(
            size("two GB"),
            "`two GB` does not begin with a number such as `1.5` or `1,000`"
        );
        assert_eq!(
            size("1,5 GB"),
            "`1,5 GB` does not begin with a number such as `1.5` or `1,000`"
        );
        assert_eq!(
            size("0.1234567891 GB"),
            "`0.1234567891` has more than 9 decimals"
        );
        assert!(size("9999999999999999 GB").contains("absurdly large"));
        let schedule = |text| Schedule::from_written(text).unwrap_err();
        assert_eq!(
            schedule("25 h/day"),
            "`25 h/day` is more than there is in one day"
        );
        assert_eq!(
            schedule("15 min"),
            "`15 min` does not say how often: write `always` or `15 min/day`"
        );
        assert_eq!(
            schedule("15 m/day"),
            "`15 m`: is `m` minutes or months? Write `min`"
        );
        assert_eq!(
            schedule("15 min/fortnight"),
            "`fortnight` is not a period: use /hour, /day, /week or /month"
        );
    }
}
