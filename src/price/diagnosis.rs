//! What is wrong with a faulty price list: the message in our words, the key, the line.

use std::io::BufRead;

use serde::de::DeserializeOwned;

/// Longer lines are cut: AWS writes one key a line, but a file need not be AWS's.
const LINE_BYTES_MAX: u64 = 4 * 1024;

/// A message without the place, which is told apart.
pub(super) fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = text.strip_suffix(&place).unwrap_or(&text);
    if error.is_eof() {
        return "the file is cut off: it ends in the middle of a value".to_owned();
    }
    if message == "recursion limit exceeded" {
        return "the file nests deeper than 128 levels, which no price list does".to_owned();
    }
    if message == "invalid unicode code point" {
        return "the text is not UTF-8".to_owned();
    }
    if error.is_syntax() {
        return format!("this is not JSON: {message}");
    }
    in_our_words(message).unwrap_or_else(|| message.to_owned())
}

/// serde's messages, as the rest of labcost would say it.
fn in_our_words(message: &str) -> Option<String> {
    if let Some(field) = message.strip_prefix("duplicate field ") {
        return Some(format!("the key {field} stands twice"));
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return Some(format!("the key {field} is missing"));
    }
    let (found, expected) = message
        .strip_prefix("invalid type: ")?
        .split_once(", expected ")?;
    Some(format!("expected {expected}, found {found}"))
}

/// Reads the file once more, slowly, keeping the path of keys. Only for files that are known to be
/// faulty.
pub(super) fn key_of_fault<T: DeserializeOwned>(reader: impl BufRead) -> Option<String> {
    let mut json = serde_json::Deserializer::from_reader(reader);
    let error = serde_path_to_error::deserialize::<_, T>(&mut json).err()?;
    let path = error.path().to_string();
    (path != "." && path != "?").then_some(path)
}

/// The text of a line, counted from 1; empty where it cannot be read.
pub(super) fn line_text(mut reader: impl BufRead, line: usize) -> String {
    for _ in 1..line {
        if reader.skip_until(b'\n').is_err() {
            return String::new();
        }
    }
    let mut bytes = Vec::new();
    let mut start = reader.take(LINE_BYTES_MAX);
    if start.read_until(b'\n', &mut bytes).is_err() {
        return String::new();
    }
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_by_its_number() {
        let text = "one\ntwo\r\nthree";
        assert_eq!(line_text(text.as_bytes(), 2), "two");
        assert_eq!(line_text(text.as_bytes(), 3), "three");
        assert_eq!(line_text(text.as_bytes(), 4), "");
    }
}
