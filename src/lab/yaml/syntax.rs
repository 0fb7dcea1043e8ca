//! Faults of syntax in the words of a person rather than of a parser.

use saphyr_parser::ScanError;

use super::fault::{Fault, Spot, lines_of};
use super::node::quote;
use crate::nearest::nearest;

/// The fault of a file that is nested too deep.
pub(super) fn too_deep(spot: Spot, depth_max: usize) -> Fault {
    Fault::new(spot, format!("nested more than {depth_max} deep"))
}

/// Refuses a NUL, which the parser would take for the end of the text.
pub(super) fn check_characters(text: &str) -> Result<(), Fault> {
    let Some(index) = text.find('\0') else {
        return Ok(());
    };
    // The NUL itself stands for the rest of its line, which otherwise could be no line at all.
    let (line, last) = lines_of(&text[..=index])
        .enumerate()
        .last()
        .unwrap_or_default();
    let spot = Spot::at(line + 1, last.chars().count());
    Err(Fault::new(
        spot,
        "a NUL character cannot stand in a YAML file",
    ))
}

/// What the parser objects to, as a fault with its place.
pub(super) fn explain(error: &ScanError, text: &str, depth_max: usize) -> Fault {
    let spot = spot(error, text);
    let info = error.info();
    match info {
        "recursion limit exceeded" => too_deep(spot, depth_max),
        "while parsing node, found unknown anchor" => unknown_anchor(spot, text),
        _ if info.contains("tab") && !info.contains("character") => tab(spot, text),
        _ => match plain_words(info) {
            Some((message, hint)) => Fault::new(spot, message).with_hint(hint),
            None => Fault::new(spot, info.replace('\'', "`")),
        },
    }
}

/// The common objections in plain words, each with what to do about it.
fn plain_words(info: &str) -> Option<(&'static str, &'static str)> {
    let explained = match info {
        "mapping values are not allowed in this context" => (
            "a `:` is not expected here",
            "check the indentation, write a space after every `:` of a key, and quote a value \
             that holds `: `",
        ),
        "while parsing a block mapping, did not find expected key" => (
            "expected a key in line with the keys above",
            "check the indentation of this line",
        ),
        "while parsing a block collection, did not find expected '-' indicator" => (
            "expected a `-` in line with those above",
            "check the indentation of this line",
        ),
        "block sequence entries are not allowed in this context" => (
            "a list cannot start here",
            "put the `-` on a line of its own, or quote the value",
        ),
        "invalid indentation in quoted scalar"
        | "while scanning a quoted scalar, found unexpected end of stream"
        | "while scanning a quoted scalar, found unexpected document indicator" => (
            "the quote that opens here is not closed",
            "add the closing quote",
        ),
        "invalid trailing content after double-quoted scalar" => (
            "text follows the closing quote",
            "quote the whole value, and double a quote inside single quotes",
        ),
        "while parsing a flow sequence, expected ',' or ']'" => {
            ("expected `,` or `]`", "close the list that `[` opens")
        }
        "while parsing a flow mapping, did not find expected ',' or '}'"
        | "illegal placement of ':' indicator" => (
            "expected `,` or a closing bracket",
            "close what `{` or `[` opens",
        ),
        "misplaced bracket" => (
            "the bracket closes nothing",
            "remove it, or quote the value it belongs to",
        ),
        "while parsing a quoted scalar, found unknown escape character" => (
            "unknown escape after `\\`",
            "write `\\\\` for a backslash, or use single quotes",
        ),
        "while scanning a block scalar, did not find expected comment or line break" => (
            "text follows `|` or `>`",
            "start the text on the next line, or quote the value",
        ),
        "while parsing a node, did not find expected node content" => (
            "expected a value",
            "quote the value if it begins with a punctuation mark",
        ),
        "the handle wasn't declared" => (
            "the tag has no meaning here",
            "quote the text if it is meant to begin with `!`",
        ),
        _ if info.starts_with("while scanning an anchor or alias") => (
            "`&` and `*` need a name here",
            "quote the value if it begins with `&` or `*`",
        ),
        _ if info.starts_with("unexpected character") => (
            "a value cannot begin with this character",
            "quote the value",
        ),
        _ => return None,
    };
    Some(explained)
}

/// The place of an error; where the parser points beyond the text, the end of the text.
fn spot(error: &ScanError, text: &str) -> Spot {
    let mark = error.marker();
    let (count, last) = lines_of(text).fold((0, ""), |(count, _), line| (count + 1, line));
    if count > 0 && mark.line() > count {
        return Spot::at(count, last.chars().count() + 1);
    }
    Spot::at(mark.line(), mark.col() + 1)
}

/// An alias without its anchor, with the anchor that may be meant.
fn unknown_anchor(mut spot: Spot, text: &str) -> Fault {
    let line = lines_of(text)
        .nth(spot.line.saturating_sub(1))
        .unwrap_or_default();
    let after = line.chars().skip(spot.column);
    let name: String = after
        .take_while(|character| !" \t,[]{}".contains(*character))
        .collect();
    spot.length = name.chars().count() + 1;
    let words = lines_of(text)
        .take(spot.line)
        .flat_map(str::split_whitespace);
    let anchors = words.filter_map(|word| word.strip_prefix('&'));
    let hint = match nearest(&name, anchors) {
        Some(near) => format!("did you mean `*{near}`?"),
        None => "quote the value if it is meant to begin with `*`".to_owned(),
    };
    let anchor = quote(&format!("&{name}"));
    Fault::new(spot, format!("no value above has the anchor {anchor}")).with_hint(hint)
}

/// A tab where YAML allows only spaces. The parser points before the line with the tab when the
/// line above could have gone on, so the tab is looked for.
fn tab(spot: Spot, text: &str) -> Fault {
    let mut lines = lines_of(text).enumerate().skip(spot.line.saturating_sub(1));
    let indented = lines.find_map(|(index, line)| {
        let indentation = line
            .chars()
            .take_while(|character| character.is_whitespace());
        let column = indentation
            .enumerate()
            .find(|(_, character)| *character == '\t')?
            .0;
        Some(Spot::at(index + 1, column + 1))
    });
    let spot = indented.unwrap_or(spot);
    Fault::new(spot, "a tab cannot indent a line").with_hint("indent with spaces")
}

#[cfg(test)]
mod tests {
    use super::super::parse::told;

    #[test]
    fn tabs_are_found_where_they_stand() {
        let message = "+1 a tab cannot indent a line (indent with spaces)";
        assert_eq!(told("task:\n\tvcpu: 1\n"), [format!("2:1{message}")]);
        let text = "task:\n  vcpu: 1\n\tmemory: 2 GB\n";
        assert_eq!(told(text), [format!("3:1{message}")]);
    }

    #[test]
    fn bad_indentation() {
        let less = "3:3+1 expected a key in line with the keys above \
                    (check the indentation of this line)";
        assert_eq!(told("task:\n    vcpu: 1\n  memory: 2 GB\n"), [less]);
        let more = told("task:\n  vcpu: 1\n    memory: 2 GB\n");
        assert_eq!(more.len(), 1);
        assert!(more[0].starts_with("3:11+1 a `:` is not expected here (check the indentation"));
    }

    #[test]
    fn an_unclosed_quote_is_shown_where_it_opens() {
        let message = "+1 the quote that opens here is not closed (add the closing quote)";
        assert_eq!(told("name: \"lab\nregion: x\n"), [format!("1:7{message}")]);
        assert_eq!(told("größe: 'lab"), [format!("1:8{message}")]);
    }

    #[test]
    fn a_misspelt_alias_names_the_anchor() {
        let message = "2:4+5 no value above has the anchor `&bsae` (did you mean `*base`?)";
        assert_eq!(told("a: &base 1\nb: *bsae\n"), [message]);
    }

    #[test]
    fn a_nul_does_not_end_the_text_unnoticed() {
        let message = "2:5+1 a NUL character cannot stand in a YAML file";
        assert_eq!(told("a: 1\nbü: \0\n"), [message]);
    }
}
