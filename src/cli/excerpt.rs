//! Lines of a faulty file, as a person sees them.

use std::fmt::Write as _;

/// The longest message; what a file quotes may be as long as the file.
const MESSAGE_LENGTH_MAX: usize = 1_000;

/// A line of a file with a caret below what is wrong.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The line's number, from 1.
    pub(super) line: usize,
    /// The column, from 1, in characters.
    pub(super) column: usize,
    /// How many characters are wrong.
    pub(super) length: usize,
    /// The line.
    pub(super) text: String,
}

/// One fault of a file: what is wrong, its line, and what to do.
#[derive(Debug)]
pub(super) struct Place {
    /// `file:line:column: message`.
    pub(super) message: String,
    /// The line.
    pub(super) excerpt: Excerpt,
    /// What to do.
    pub(super) hint: Option<String>,
}

impl Place {
    /// `caused by: file:line:column: message`, the line, a caret below the fault, and its hint.
    pub(super) fn render(&self, text: &mut String, paint: &impl Fn(&'static str) -> String) {
        let _ = writeln!(text, "{} {}", paint("caused by:"), printable(&self.message));
        self.excerpt.render(text);
        if let Some(hint) = &self.hint {
            let _ = writeln!(text, "{} {}", paint("hint:"), printable(hint));
        }
    }
}

impl Excerpt {
    /// The line, and carets below what is wrong.
    pub(super) fn render(&self, text: &mut String) {
        let line: String = self.text.chars().map(printable_character).collect();
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let (line, column) = window(&line, self.column.saturating_sub(1));
        let room = line.chars().count().saturating_sub(column).max(1);
        let carets = "^".repeat(self.length.clamp(1, room));
        let _ = writeln!(text, " {number} | {line}");
        let _ = writeln!(text, " {margin} | {}{carets}", " ".repeat(column));
    }
}

/// A message that repeats what a file or a command line says, without what that could do to a
/// terminal.
pub(super) fn printable(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, column: usize, length: usize) -> Excerpt {
        let text = text.to_owned();
        Excerpt {
            line: 7,
            column,
            length,
            text,
        }
    }

    #[test]
    fn a_fault_shows_its_line() {
        let place = Place {
            message: "lab.yaml:7:5: `memroy` is not a key here".to_owned(),
            excerpt: excerpt("    memroy: 2 GB", 5, 6),
            hint: Some("did you mean `memory`?".to_owned()),
        };
        let mut text = String::new();
        place.render(&mut text, &str::to_owned);
        assert_eq!(
            text,
            "caused by: lab.yaml:7:5: `memroy` is not a key here\n 7 |     memroy: 2 GB\n   |     \
             ^^^^^^\nhint: did you mean `memory`?\n"
        );
    }

    #[test]
    fn a_long_line_is_shown_around_its_fault() {
        let mut text = String::new();
        excerpt(&"x".repeat(1_000), 500, 1).render(&mut text);
        assert!(
            text.lines().all(|line| line.chars().count() <= 105),
            "{text}"
        );
    }

    #[test]
    fn a_terminal_sees_no_escapes() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c"), "a [31mb c");
    }
}
