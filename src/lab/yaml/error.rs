//! Why a value could not be decoded.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use super::fault::{Fault, Spot};
use super::node::{Node, quote, quote_all};

/// What has to be made up to get past an error and find the faults behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Culprit {
    /// The value of this node.
    Value(*const Node),
    /// The field of this name, which the mapping lacks.
    Field(*const Node, &'static str),
}

/// An error on its way from the value it concerns to where it is collected.
///
/// It is boxed since every decoded value travels in a result beside it.
#[derive(Debug)]
pub(super) struct Error(Box<Details>);

#[derive(Debug, Default)]
struct Details {
    /// Nothing when the fault has been reported already.
    message: Option<String>,
    hint: Option<String>,
    spot: Option<Spot>,
    missing: Option<&'static str>,
    culprit: Option<Culprit>,
}

impl Error {
    /// An error whose fault has been reported already.
    pub(super) fn silent() -> Self {
        Self(Box::default())
    }

    /// An error that is the fault.
    pub(super) fn from_fault(fault: Fault) -> Self {
        Self(Box::new(Details {
            message: Some(fault.message),
            hint: fault.hint,
            spot: Some(fault.spot),
            ..Details::default()
        }))
    }

    fn from_message(message: String) -> Self {
        Self(Box::new(Details {
            message: Some(message),
            ..Details::default()
        }))
    }

    /// Gives the error a place unless it comes from further inside, where the place is better.
    pub(super) fn at(mut self, spot: Spot) -> Self {
        self.0.spot.get_or_insert(spot);
        self
    }

    /// Says what to make up, unless that is known from further inside.
    pub(super) fn caused_by(mut self, culprit: Culprit) -> Self {
        self.0.culprit.get_or_insert(culprit);
        self
    }

    /// The field that is missing, if that is the error and its place is not known yet.
    pub(super) fn missing(&self) -> Option<&'static str> {
        if self.0.spot.is_some() {
            None
        } else {
            self.0.missing
        }
    }

    /// Takes the message away.
    pub(super) fn silenced(mut self) -> Self {
        self.0.message = None;
        self
    }

    /// The fault, unless it has been reported, and what to make up to get past it.
    pub(super) fn into_parts(self, spot: Spot) -> (Option<Fault>, Option<Culprit>) {
        let Details {
            message,
            hint,
            spot: own,
            culprit,
            ..
        } = *self.0;
        let spot = own.unwrap_or(spot);
        (
            message.map(|message| Fault {
                spot,
                message,
                hint,
            }),
            culprit,
        )
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.message.as_deref().unwrap_or("reported already"))
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::from_message(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::from_message(format!("expected {expected}, found {}", describe(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::from_message(format!("expected {expected}, found {length} values"))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let mut error = Self::from_message(format!("{} is not a choice here", quote(variant)));
        let choices = quote_all(expected.iter().copied());
        error.0.hint = Some(format!("the choices here are {choices}"));
        error
    }

    fn missing_field(field: &'static str) -> Self {
        let mut error = Self::from_message(format!("{} is missing", quote(field)));
        error.0.missing = Some(field);
        error
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::from_message(format!("{} is given twice", quote(field)))
    }
}

/// What serde found, as a person would say it.
fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => quote(text),
        Unexpected::Unsigned(number) => quote(&number.to_string()),
        Unexpected::Signed(number) => quote(&number.to_string()),
        Unexpected::Bool(truth) => quote(&truth.to_string()),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}
