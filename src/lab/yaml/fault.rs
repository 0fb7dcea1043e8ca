//! What is wrong with a file, and where.

use std::collections::HashSet;

/// How many faults are listed. Nobody mends more in one go, and a hostile file could hold as
/// many as it has nodes.
pub(super) const FAULTS_MAX: usize = 1_000;

/// Where in a text something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    /// How many characters to underline.
    pub length: usize,
}

impl Spot {
    /// The first character of a text: the place of what is wrong with a text as a whole.
    pub(in crate::lab) const START: Self = Self::at(1, 1);

    /// One character.
    pub(super) const fn at(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            length: 1,
        }
    }
}

/// The lines of a text as YAML counts them: a carriage return ends one, even without a line feed.
pub fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        let after_pair = after.strip_prefix("\r\n");
        rest = after_pair.or_else(|| after.get(1..)).unwrap_or_default();
        Some(line)
    })
}

/// One thing wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub spot: Spot,
    /// What is wrong: a lowercase fragment without a final full stop.
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault without a hint.
    pub(in crate::lab) fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self {
            spot,
            message: message.into(),
            hint: None,
        }
    }

    /// The same fault with a hint.
    pub(in crate::lab) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Puts faults in the order of the file and drops repetitions.
///
/// Repetitions arise where one written value stands in several places, through an alias or
/// through `like`; a person has to mend it once, so it is worth saying once.
pub fn in_file_order(faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    let keep: Vec<bool> = faults
        .iter()
        .map(|fault| seen.insert((fault.spot.line, fault.spot.column, fault.message.as_str())))
        .collect();
    let mut keep = keep.into_iter();
    faults.retain(|_| keep.next().unwrap_or(true));
    faults.sort_by_key(|fault| (fault.spot.line, fault.spot.column));
}

/// Cuts a list of faults that is too long, and says so at its end.
pub(super) fn cut_short(faults: &mut Vec<Fault>) {
    if faults.len() <= FAULTS_MAX {
        return;
    }
    faults.truncate(FAULTS_MAX);
    let message = format!("there are more faults than the {FAULTS_MAX} listed");
    let note = faults.last().map(|last| Fault::new(last.spot, message));
    faults.extend(note);
}

#[cfg(test)]
impl Fault {
    /// The fault as tests compare it: `line:column+length message (hint)`.
    pub(super) fn line(&self) -> String {
        let Spot {
            line,
            column,
            length,
        } = self.spot;
        let hint = self.hint.as_ref().map(|hint| format!(" ({hint})"));
        let hint = hint.unwrap_or_default();
        format!("{line}:{column}+{length} {}{hint}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_faults_are_told_once_and_in_order() {
        let later = Fault::new(Spot::at(9, 3), "`memory` is missing");
        let earlier = Fault::new(Spot::at(2, 1), "`vcpu` is missing");
        let mut faults = vec![later.clone(), earlier.clone(), later.clone()];
        in_file_order(&mut faults);
        assert_eq!(faults, [earlier, later]);
    }
}
