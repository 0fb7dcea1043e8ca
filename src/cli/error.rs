//! Errors as a person sees them: `error:`, `caused by:`, `hint:`, and the line of a faulty file.

use std::error::Error;
use std::fmt::Write as _;

use super::excerpt::{Excerpt, Place, printable};
use super::exit::Exit;
use crate::estimate::EstimateError;
use crate::lab::{LabError, LabFault};
use crate::price::PriceError;

/// Faults that are printed of one file; the rest is counted.
const FAULTS_SHOWN_MAX: usize = 50;

/// An error on its way to stderr.
#[derive(Debug)]
pub(super) struct CliError {
    /// The exit code.
    pub(super) exit: Exit,
    message: String,
    causes: Vec<String>,
    hints: Vec<String>,
    /// The line of a file that the message is about.
    excerpt: Option<Box<Excerpt>>,
    /// Places in a file, each with its own hint.
    places: Vec<Place>,
}

impl CliError {
    /// An error with its exit code.
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
            excerpt: None,
            places: Vec::new(),
        }
    }

    /// The command line is wrong.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Adds what to do next.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a cause.
    #[must_use]
    pub(super) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// The text for stderr; `paint` puts colour around a label.
    pub(super) fn render(&self, paint: impl Fn(&'static str) -> String) -> String {
        let mut text = format!("{} {}\n", paint("error:"), printable(&self.message));
        if let Some(excerpt) = &self.excerpt {
            excerpt.render(&mut text);
        }
        for cause in &self.causes {
            let _ = writeln!(text, "{} {}", paint("caused by:"), printable(cause));
        }
        for place in self.places.iter().take(FAULTS_SHOWN_MAX) {
            place.render(&mut text, &paint);
        }
        if let Some(more) = self.places.len().checked_sub(FAULTS_SHOWN_MAX)
            && more > 0
        {
            let _ = writeln!(text, "and {more} more");
        }
        for hint in &self.hints {
            let _ = writeln!(text, "{} {}", paint("hint:"), printable(hint));
        }
        text
    }

    fn with_sources(mut self, error: &dyn Error) -> Self {
        let mut source = error.source();
        while let Some(cause) = source {
            self.causes.push(cause.to_string());
            source = cause.source();
        }
        self
    }
}

impl From<LabError> for CliError {
    fn from(error: LabError) -> Self {
        let base = Self::new(Exit::Input, error.to_string());
        match &error {
            LabError::Faulty { file, faults } => {
                let places = faults.iter().map(|fault| place(file, fault)).collect();
                Self { places, ..base }
            }
            LabError::NotUtf8 { .. } => base.hint("save the file as UTF-8"),
            LabError::TooLarge { .. } => base.hint("split the lab into several files"),
            LabError::Unreadable { .. } => base
                .with_sources(&error)
                .hint("give the path of a lab file, or the name of a built-in lab"),
        }
    }
}

fn place(file: &str, fault: &LabFault) -> Place {
    let spot = fault.fault.spot;
    Place {
        message: format!("{file}:{fault}"),
        excerpt: Excerpt {
            line: spot.line,
            column: spot.column,
            length: spot.length,
            text: fault.line_text.clone(),
        },
        hint: fault.fault.hint.clone(),
    }
}

impl From<PriceError> for CliError {
    fn from(error: PriceError) -> Self {
        let excerpt = match &error {
            PriceError::Malformed { place, .. } if !place.line_text.is_empty() => {
                Some(Box::new(Excerpt {
                    line: place.line,
                    column: place.column,
                    length: 1,
                    text: place.line_text.clone(),
                }))
            }
            _ => None,
        };
        let hint = match &error {
            PriceError::NoFolder(_) | PriceError::Unreadable { .. } => {
                "`--prices` takes `bundled`, or a folder with <ServiceCode>/<region>.json in AWS's \
                 bulk format"
            }
            PriceError::TooLarge { .. } => "fetch the list of one Region, not that of all Regions",
            PriceError::Encoding { .. } => {
                "AWS's lists are plain UTF-8: unpack or convert the file"
            }
            PriceError::Malformed { .. } => {
                "fetch the list again, or use the bundled one with `--prices bundled`"
            }
            PriceError::OtherList { .. } => {
                "a list's path says what it is for: <ServiceCode>/<region>.json"
            }
            PriceError::Currency { .. } => "choose a currency that the list has, with `--currency`",
            PriceError::Ambiguous { .. } => {
                "labcost does not choose between prices: name the `operation` in the lab file, or \
                 take the wrong SKU out of the list"
            }
            PriceError::Unit { .. } => {
                "correct the `unit` in the lab file, or use another price list"
            }
        };
        let base = Self::new(Exit::Input, error.to_string());
        Self { excerpt, ..base }.with_sources(&error).hint(hint)
    }
}

impl From<EstimateError> for CliError {
    fn from(error: EstimateError) -> Self {
        match error {
            EstimateError::Price(error) => error.into(),
            error => Self::new(Exit::Input, error.to_string())
                .with_sources(&error)
                .hint("use smaller quantities, or fewer decimals, in the lab file"),
        }
    }
}
