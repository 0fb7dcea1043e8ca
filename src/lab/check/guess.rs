//! Values and guesses, taken from the file with their faults and their reasons.

use std::sync::Arc;

use crate::exact::Exact;
use crate::lab::file::{Guess, GuessFile};
use crate::lab::model::Assumption;
use crate::lab::written_quantity::{DataFlow, Duration, Gigabytes, Number, NumberFlow, Schedule};
use crate::lab::yaml::{Either, Fault, FromWritten, Spot, Written};
use crate::resource::{Flow, Running, Runs};
use crate::spread::Spread;

/// What the check of one resource needs: where it stands, and where faults and assumptions go.
pub(super) struct Checker<'a> {
    /// The resource's name.
    pub(super) resource: &'a Arc<str>,
    /// Where its name stands.
    pub(super) spot: Spot,
    /// What has been told about the resource's keys.
    pub(super) told: &'a [Fault],
    /// Whether keys may be missing because of a fault that has been told.
    pub(super) is_incomplete: bool,
    /// Faults of the file.
    pub(super) faults: &'a mut Vec<Fault>,
    /// Guesses with their reasons.
    pub(super) assumptions: &'a mut Vec<Assumption>,
}

/// A value whose three cases can be put together.
pub(super) trait Guessable: FromWritten + Copy {
    /// What the value is once it has bounds.
    type Whole;

    /// Puts the cases together; `None` where they do not go together.
    fn join(low: Self, expected: Self, high: Self) -> Option<Self::Whole>;

    /// A value that is certain.
    fn certain(self) -> Self::Whole;

    /// What is compared to see whether low, expected and high are in order.
    fn size(self) -> Exact;
}

impl Checker<'_> {
    /// Notes a fault at a place.
    pub(super) fn fault(&mut self, spot: Spot, message: impl Into<String>) {
        self.faults.push(Fault {
            spot,
            message: message.into(),
            hint: None,
        });
    }

    /// Notes that a key is missing, unless it is there and misspelt.
    pub(super) fn missing(&mut self, key: &str, hint: &str) {
        let last_word = key.rsplit(' ').next().unwrap_or(key);
        if self.is_incomplete || is_misspelt(self.told, last_word) {
            return;
        }
        self.faults.push(Fault {
            spot: self.spot,
            message: format!("`{}` has no `{key}`", self.resource),
            hint: Some(hint.to_owned()),
        });
    }

    /// A plain value.
    pub(super) fn take<T>(&mut self, written: Option<Written<T>>) -> Option<T> {
        written.and_then(|written| written.take(self.faults))
    }

    /// A value that may be a guess; a guess becomes an assumption.
    pub(super) fn guess<T: Guessable>(
        &mut self,
        key: &str,
        guess: Option<Guess<T>>,
    ) -> Option<T::Whole> {
        match guess? {
            Either::Scalar(written) => written.take(self.faults).map(T::certain),
            Either::Mapping(guess) => self.range(key, *guess),
        }
    }

    fn range<T: Guessable>(&mut self, key: &str, guess: GuessFile<T>) -> Option<T::Whole> {
        let GuessFile {
            low,
            expected,
            high,
            because,
        } = guess;
        let because = self.take(because);
        let Some(expected) = expected else {
            self.take(low);
            self.take(high);
            self.missing(&format!("{key}: expected"), "give the value to count with");
            return None;
        };
        let spot = expected.spot();
        let words = assumption_words(&expected, low.as_ref(), high.as_ref());
        let (bounded_low, bounded_high) = (low.is_some(), high.is_some());
        let low = self.take(low);
        let high = self.take(high);
        let expected = expected.take(self.faults)?;
        if (bounded_low && low.is_none()) || (bounded_high && high.is_none()) {
            return None;
        }
        let because = because.map_or_else(String::new, |because| format!(": {because}"));
        self.assumptions.push(Assumption {
            resource: Some(self.resource.clone()),
            text: format!("{}, {key}: {words}{because}", self.resource),
        });
        if low.is_none() && high.is_none() {
            return Some(expected.certain());
        }
        let (low, high) = (low.unwrap_or(expected), high.unwrap_or(expected));
        let ordered = low.size() <= expected.size() && expected.size() <= high.size();
        let joined = T::join(low, expected, high);
        match joined {
            Some(whole) if ordered => Some(whole),
            Some(_) => {
                self.fault(
                    spot,
                    format!("`{key}`: low, expected and high are not in rising order"),
                );
                None
            }
            None => {
                self.fault(
                    spot,
                    format!("`{key}`: low, expected and high need the same period"),
                );
                None
            }
        }
    }
}

/// Whether a fault suggests this key.
pub(super) fn is_misspelt(faults: &[Fault], key: &str) -> bool {
    let hint = format!("did you mean `{key}`?");
    let mut hints = faults.iter().filter_map(|fault| fault.hint.as_ref());
    hints.any(|suggestion| *suggestion == hint)
}

fn assumption_words<T>(
    expected: &Written<T>,
    low: Option<&Written<T>>,
    high: Option<&Written<T>>,
) -> String {
    let expected = expected.text();
    match (low.map(Written::text), high.map(Written::text)) {
        (Some(low), Some(high)) => format!("{expected} ({low} to {high})"),
        (Some(low), None) => format!("{expected} (at least {low})"),
        (None, Some(high)) => format!("{expected} (at most {high})"),
        (None, None) => expected.to_owned(),
    }
}

fn spread(low: Exact, expected: Exact, high: Exact) -> Spread<Exact> {
    if low == high {
        expected.into()
    } else {
        Spread::between(low, expected, high)
    }
}

macro_rules! guessable_numbers {
    ($($number:ty)*) => {$(
        impl Guessable for $number {
            type Whole = Spread<Exact>;

            fn join(low: Self, expected: Self, high: Self) -> Option<Spread<Exact>> {
                Some(spread(low.0, expected.0, high.0))
            }

            fn certain(self) -> Spread<Exact> {
                self.0.into()
            }

            fn size(self) -> Exact {
                self.0
            }
        }
    )*};
}

guessable_numbers! { Number Gigabytes Duration }

fn joined_flow(low: Flow, expected: Flow, high: Flow) -> Option<Flow> {
    let same_period = low.per == expected.per && expected.per == high.per;
    let quantity = || {
        let [low, expected, high] = [low, expected, high].map(|flow| flow.quantity.expected());
        spread(low, expected, high)
    };
    same_period.then(|| Flow {
        quantity: quantity(),
        per: expected.per,
    })
}

macro_rules! guessable_flows {
    ($($flow:ty)*) => {$(
        impl Guessable for $flow {
            type Whole = Flow;

            fn join(low: Self, expected: Self, high: Self) -> Option<Flow> {
                joined_flow(low.0, expected.0, high.0)
            }

            fn certain(self) -> Flow {
                self.0
            }

            fn size(self) -> Exact {
                self.0.quantity.expected()
            }
        }
    )*};
}

guessable_flows! { NumberFlow DataFlow }

impl Guessable for Schedule {
    type Whole = Running;

    fn join(low: Self, expected: Self, high: Self) -> Option<Running> {
        let (Running::Runs(low), Running::Runs(expected), Running::Runs(high)) =
            (low.0, expected.0, high.0)
        else {
            return None;
        };
        let seconds = |runs: Runs| runs.seconds_each.expected();
        let same_period = low.per == expected.per && expected.per == high.per;
        same_period.then(|| {
            Running::Runs(Runs {
                seconds_each: spread(seconds(low), seconds(expected), seconds(high)),
                ..expected
            })
        })
    }

    fn certain(self) -> Running {
        self.0
    }

    fn size(self) -> Exact {
        match self.0 {
            Running::Always => Exact::ZERO,
            Running::Runs(runs) => runs.seconds_each.expected(),
        }
    }
}
