//! Errors as a person sees them: `error:`, `caused by:`, `hint:`, and the line of a faulty file.

use std::error::Error;
use std::fmt::Write as _;

use super::exit::Exit;
use crate::estimate::EstimateError;
use crate::lab::{LabError, LabFault};
use crate::price::PriceError;

/// The longest message; what a file quotes may be as long as the file.
const MESSAGE_LENGTH_MAX: usize = 1_000;

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
    /// Places in a file, each with its own hint.
    places: Vec<String>,
}

impl CliError {
    /// An error with its exit code.
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
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
        for cause in &self.causes {
            let _ = writeln!(text, "{} {}", paint("caused by:"), printable(cause));
        }
        for place in &self.places {
            text.push_str(place);
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
                let shown = faults.iter().take(FAULTS_SHOWN_MAX);
                let mut places: Vec<String> = shown.map(|fault| place(file, fault)).collect();
                if faults.len() > FAULTS_SHOWN_MAX {
                    places.push(format!("and {} more\n", faults.len() - FAULTS_SHOWN_MAX));
                }
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

/// `caused by: file:line:column: message`, the line, a caret below the fault, and its hint.
fn place(file: &str, fault: &LabFault) -> String {
    let spot = fault.fault.spot;
    let mut text = format!("caused by: {}\n", printable(&format!("{file}:{fault}")));
    let line: String = fault.line_text.chars().map(printable_character).collect();
    let number = spot.line.to_string();
    let margin = " ".repeat(number.len());
    let (line, column) = window(&line, spot.column.saturating_sub(1));
    let carets = spot
        .length
        .clamp(1, line.chars().count().saturating_sub(column).max(1));
    let _ = writeln!(text, " {number} | {line}");
    let _ = writeln!(
        text,
        " {margin} | {}{}",
        " ".repeat(column),
        "^".repeat(carets)
    );
    if let Some(hint) = &fault.fault.hint {
        let _ = writeln!(text, "hint: {}", printable(hint));
    }
    text
}

/// A message that repeats what a file or a command line says, without what that could do to a
/// terminal.
fn printable(text: &str) -> String {
    let characters = text.chars().take(MESSAGE_LENGTH_MAX);
    let mut shown: String = characters.map(printable_character).collect();
    if text.chars().nth(MESSAGE_LENGTH_MAX).is_some() {
        shown.push('…');
    }
    shown
}

/// Control characters would move the caret or the terminal's cursor; others turn the text around.
fn printable_character(character: char) -> char {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        control if control.is_control() => ' ',
        plain => plain,
    }
}

/// The part of a long line around a column, and the column in that part.
fn window(line: &str, column: usize) -> (String, usize) {
    const WIDTH: usize = 100;
    const BEFORE: usize = 40;
    if line.chars().count() <= WIDTH {
        return (line.to_owned(), column);
    }
    let start = column.saturating_sub(BEFORE);
    let part: String = line.chars().skip(start).take(WIDTH).collect();
    (part, column - start)
}

impl From<PriceError> for CliError {
    fn from(error: PriceError) -> Self {
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
        Self::new(Exit::Input, error.to_string())
            .with_sources(&error)
            .hint(hint)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::yaml::{Fault, Spot};

    #[test]
    fn a_fault_shows_its_line() {
        let fault = Fault {
            spot: Spot {
                line: 7,
                column: 5,
                length: 6,
            },
            message: "`memroy` is not a key here".to_owned(),
            hint: Some("did you mean `memory`?".to_owned()),
        };
        let fault = LabFault {
            fault,
            line_text: "    memroy: 2 GB".to_owned(),
        };
        assert_eq!(
            place("lab.yaml", &fault),
            "caused by: lab.yaml:7:5: `memroy` is not a key here\n 7 |     memroy: 2 GB\n   |     \
             ^^^^^^\nhint: did you mean `memory`?\n"
        );
    }
}
